-- SQLite 3.30, SQLite 3.40
SELECT v.a, v.b 
FROM (SELECT ? + ? AS a, NULL AS b) AS v
-- param_1=1, param_2=2

-- PostgreSQL 13, PostgreSQL 18
SELECT v.a, v.b 
FROM (VALUES (%(param_1)s::INTEGER + %(param_2)s::INTEGER, NULL)) AS v (a, b)
-- param_1=1, param_2=2

-- MariaDB 10.4, MariaDB 10.11
SELECT v.a, v.b 
FROM (SELECT %s + %s AS a, NULL AS b) AS v
-- param_1=1, param_2=2

-- Oracle 19
SELECT v.a, v.b 
FROM (SELECT :param_1 + :param_2 AS a, NULL AS b FROM DUAL) v
-- param_1=1, param_2=2

-- Oracle 23
SELECT v.a, v.b 
FROM (SELECT :param_1 + :param_2 AS a, NULL AS b) v
-- param_1=1, param_2=2

-- SQL Server 2017, SQL Server 2022
SELECT v.a, v.b 
FROM (VALUES (:param_1 + :param_2, NULL)) AS v (a, b)
-- param_1=1, param_2=2
