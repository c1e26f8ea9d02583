-- SQLite 3.30, SQLite 3.40
SELECT t.id 
FROM t 
WHERE t.name REGEXP ?
-- name_1='^a'

-- PostgreSQL 13, PostgreSQL 18
SELECT t.id 
FROM t 
WHERE t.name ~* %(name_1)s::VARCHAR
-- name_1='^a'

-- MariaDB 10.4, MariaDB 10.11
SELECT t.id 
FROM t 
WHERE t.name REGEXP CONCAT('(?', 'i', ')', %s)
-- name_1='^a'

-- Oracle 19, Oracle 23
SELECT t.id 
FROM t 
WHERE REGEXP_LIKE(t.name, :name_1, 'i')
-- name_1='^a'

-- SQL Server 2017, SQL Server 2022
-- refused: SQL Server does not support regular expressions; use like()
