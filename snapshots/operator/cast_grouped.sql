-- SQLite 3.30, SQLite 3.40
SELECT t.id 
FROM t 
WHERE CAST(t.id + ? AS VARCHAR) = ?
-- id_1=1, param_1='x'

-- PostgreSQL 13, PostgreSQL 18
SELECT t.id 
FROM t 
WHERE CAST(t.id + %(id_1)s::INTEGER AS VARCHAR) = %(param_1)s::VARCHAR
-- id_1=1, param_1='x'

-- MariaDB 10.4, MariaDB 10.11
SELECT t.id 
FROM t 
WHERE CAST(t.id + %s AS CHAR) = %s
-- id_1=1, param_1='x'

-- Oracle 19, Oracle 23
SELECT t.id 
FROM t 
WHERE CAST(t.id + :id_1 AS VARCHAR2(4000 CHAR)) = :param_1
-- id_1=1, param_1='x'

-- SQL Server 2017, SQL Server 2022
SELECT t.id 
FROM t 
WHERE CAST(t.id + :id_1 AS VARCHAR(max)) = :param_1
-- id_1=1, param_1='x'
