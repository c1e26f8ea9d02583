-- SQLite 3.30, SQLite 3.40
-- refused: SQLite does not support regular expression replacement; register a function and call it

-- PostgreSQL 13, PostgreSQL 18
SELECT REGEXP_REPLACE(t.name, %(name_1)s::VARCHAR, %(name_2)s::VARCHAR) AS anon_1 
FROM t
-- name_1='a', name_2='b'

-- MariaDB 10.4, MariaDB 10.11
SELECT REGEXP_REPLACE(t.name, %s, %s) AS anon_1 
FROM t
-- name_1='a', name_2='b'

-- Oracle 19, Oracle 23
SELECT REGEXP_REPLACE(t.name, :name_1, :name_2) AS anon_1 
FROM t
-- name_1='a', name_2='b'

-- SQL Server 2017, SQL Server 2022
-- refused: SQL Server does not support regular expression replacement; use func.replace()
