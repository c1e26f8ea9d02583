-- SQLite 3.30, SQLite 3.40
SELECT t.id 
FROM t 
WHERE t.name MATCH ?
-- name_1='x'

-- PostgreSQL 13, PostgreSQL 18
SELECT t.id 
FROM t 
WHERE t.name @@ plainto_tsquery(%(name_1)s::VARCHAR)
-- name_1='x'

-- MariaDB 10.4, MariaDB 10.11
SELECT t.id 
FROM t 
WHERE MATCH (t.name) AGAINST (%s IN BOOLEAN MODE)
-- name_1='x'

-- Oracle 19, Oracle 23, SQL Server 2017, SQL Server 2022
SELECT t.id 
FROM t 
WHERE CONTAINS (t.name, :name_1)
-- name_1='x'
