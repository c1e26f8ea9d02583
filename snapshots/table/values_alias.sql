-- SQLite 3.30, SQLite 3.40
SELECT w.a 
FROM (SELECT ? AS a) AS w
-- param_1=1

-- PostgreSQL 13, PostgreSQL 18
SELECT w.a 
FROM (VALUES (%(param_1)s::INTEGER)) AS w (a)
-- param_1=1

-- MariaDB 10.4, MariaDB 10.11
SELECT w.a 
FROM (SELECT %s AS a) AS w
-- param_1=1

-- Oracle 19
SELECT w.a 
FROM (SELECT :param_1 AS a FROM DUAL) w
-- param_1=1

-- Oracle 23
SELECT w.a 
FROM (SELECT :param_1 AS a) w
-- param_1=1

-- SQL Server 2017, SQL Server 2022
SELECT w.a 
FROM (VALUES (:param_1)) AS w (a)
-- param_1=1
