-- SQLite 3.30, SQLite 3.40
SELECT pow(t.id, ?) AS pow_1, CAST(t.id AS VARCHAR(5)) AS id 
FROM t
-- pow_2=2

-- PostgreSQL 13, PostgreSQL 18
SELECT power(t.id, %(pow_2)s::INTEGER) AS pow_1, CAST(t.id AS VARCHAR(5)) AS id 
FROM t
-- pow_2=2

-- MariaDB 10.4, MariaDB 10.11
SELECT pow(t.id, %s) AS pow_1, CAST(t.id AS CHAR(5)) AS id 
FROM t
-- pow_2=2

-- Oracle 19, Oracle 23
SELECT POWER(t.id, :pow_2) AS pow_1, CAST(t.id AS VARCHAR2(5 CHAR)) AS id 
FROM t
-- pow_2=2

-- SQL Server 2017, SQL Server 2022
SELECT POWER(t.id, :pow_2) AS pow_1, CAST(t.id AS VARCHAR(5)) AS id 
FROM t
-- pow_2=2
