-- SQLite 3.30, SQLite 3.40
SELECT t.id 
FROM t 
WHERE t.id = ANY (?)
-- param_1=[1, 2]

-- PostgreSQL 13, PostgreSQL 18
SELECT t.id 
FROM t 
WHERE t.id = ANY (%(param_1)s::INTEGER[])
-- param_1=[1, 2]

-- MariaDB 10.4, MariaDB 10.11
SELECT t.id 
FROM t 
WHERE t.id = ANY (%s)
-- param_1=[1, 2]

-- Oracle 19, Oracle 23, SQL Server 2017, SQL Server 2022
SELECT t.id 
FROM t 
WHERE t.id = ANY (:param_1)
-- param_1=[1, 2]
