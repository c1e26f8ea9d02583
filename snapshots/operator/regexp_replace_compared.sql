-- SQLite 3.30, SQLite 3.40
-- refused: SQLite does not support regular expression replacement; register a function and call it

-- PostgreSQL 13, PostgreSQL 18
SELECT t.id 
FROM t 
WHERE (REGEXP_REPLACE(t.name, %(name_1)s::VARCHAR, t.name)) = %(param_1)s::VARCHAR
-- name_1='a', param_1='z'

-- MariaDB 10.4, MariaDB 10.11
SELECT t.id 
FROM t 
WHERE (REGEXP_REPLACE(t.name, %s, t.name)) = %s
-- name_1='a', param_1='z'

-- Oracle 19, Oracle 23
SELECT t.id 
FROM t 
WHERE (REGEXP_REPLACE(t.name, :name_1, t.name)) = :param_1
-- name_1='a', param_1='z'

-- SQL Server 2017, SQL Server 2022
-- refused: SQL Server does not support regular expression replacement; use func.replace()
