-- SQLite 3.30, SQLite 3.40
SELECT t.id 
FROM t 
WHERE lower(t.name) LIKE lower(?) AND lower(t.name) NOT LIKE lower(?)
-- name_1='A%', name_2='B%'

-- PostgreSQL 13, PostgreSQL 18
SELECT t.id 
FROM t 
WHERE t.name ILIKE %(name_1)s::VARCHAR AND t.name NOT ILIKE %(name_2)s::VARCHAR
-- name_1='A%', name_2='B%'

-- MariaDB 10.4, MariaDB 10.11
SELECT t.id 
FROM t 
WHERE lower(t.name) LIKE lower(%s) AND lower(t.name) NOT LIKE lower(%s)
-- name_1='A%', name_2='B%'

-- Oracle 19, Oracle 23, SQL Server 2017, SQL Server 2022
SELECT t.id 
FROM t 
WHERE lower(t.name) LIKE lower(:name_1) AND lower(t.name) NOT LIKE lower(:name_2)
-- name_1='A%', name_2='B%'
