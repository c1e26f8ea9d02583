-- SQLite 3.30, SQLite 3.40
SELECT CAST(t.id AS VARCHAR(5)) AS id, CAST(? AS INTEGER) AS anon_1, CAST(t.n AS NUMERIC(8, 1)) AS n 
FROM t
-- param_1='5'

-- PostgreSQL 13, PostgreSQL 18
SELECT CAST(t.id AS VARCHAR(5)) AS id, CAST(%(param_1)s::INTEGER AS INTEGER) AS anon_1, CAST(t.n AS NUMERIC(8, 1)) AS n 
FROM t
-- param_1='5'

-- MariaDB 10.4, MariaDB 10.11
SELECT CAST(t.id AS CHAR(5)) AS id, CAST(%s AS SIGNED INTEGER) AS anon_1, CAST(t.n AS DECIMAL(8, 1)) AS n 
FROM t
-- param_1='5'

-- Oracle 19, Oracle 23
SELECT CAST(t.id AS VARCHAR2(5 CHAR)) AS id, CAST(:param_1 AS INTEGER) AS anon_1, CAST(t.n AS NUMERIC(8, 1)) AS n 
FROM t
-- param_1='5'

-- SQL Server 2017, SQL Server 2022
SELECT CAST(t.id AS VARCHAR(5)) AS id, CAST(:param_1 AS INTEGER) AS anon_1, CAST(t.n AS NUMERIC(8, 1)) AS n 
FROM t
-- param_1='5'
