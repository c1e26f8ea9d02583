-- SQLite 3.30, SQLite 3.40
SELECT CASE WHEN (t.name = ?) THEN t.id END AS q 
FROM t
-- name_1='x'

-- PostgreSQL 13, PostgreSQL 18
SELECT CASE WHEN (t.name = %(name_1)s::VARCHAR) THEN t.id END AS q 
FROM t
-- name_1='x'

-- MariaDB 10.4, MariaDB 10.11
SELECT CASE WHEN (t.name = %s) THEN t.id END AS q 
FROM t
-- name_1='x'

-- Oracle 19, Oracle 23, SQL Server 2017, SQL Server 2022
SELECT CASE WHEN (t.name = :name_1) THEN t.id END AS q 
FROM t
-- name_1='x'
