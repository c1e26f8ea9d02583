-- SQLite 3.30, SQLite 3.40
SELECT anon_1.a 
FROM (SELECT ? AS a) AS anon_1
-- param_1=1

-- PostgreSQL 13, PostgreSQL 18
SELECT anon_1.a 
FROM (VALUES (%(param_1)s::INTEGER)) AS anon_1 (a)
-- param_1=1

-- MariaDB 10.4, MariaDB 10.11
SELECT anon_1.a 
FROM (SELECT %s AS a) AS anon_1
-- param_1=1

-- Oracle 19
SELECT anon_1.a 
FROM (SELECT :param_1 AS a FROM DUAL) anon_1
-- param_1=1

-- Oracle 23
SELECT anon_1.a 
FROM (SELECT :param_1 AS a) anon_1
-- param_1=1

-- SQL Server 2017, SQL Server 2022
SELECT anon_1.a 
FROM (VALUES (:param_1)) AS anon_1 (a)
-- param_1=1
