-- SQLite 3.30, SQLite 3.40
SELECT t.id 
FROM t 
WHERE (t.name LIKE '%' || ? || '%' ESCAPE '/')
-- name_1='a/%/_//'

-- PostgreSQL 13, PostgreSQL 18
SELECT t.id 
FROM t 
WHERE (t.name LIKE '%%' || %(name_1)s::VARCHAR || '%%' ESCAPE '/')
-- name_1='a/%/_//'

-- MariaDB 10.4, MariaDB 10.11
SELECT t.id 
FROM t 
WHERE (t.name LIKE concat('%%', %s, '%%') ESCAPE '/')
-- name_1='a/%/_//'

-- Oracle 19, Oracle 23
SELECT t.id 
FROM t 
WHERE (t.name LIKE '%' || :name_1 || '%' ESCAPE '/')
-- name_1='a/%/_//'

-- SQL Server 2017, SQL Server 2022
SELECT t.id 
FROM t 
WHERE (t.name LIKE '%' + :name_1 + '%' ESCAPE '/')
-- name_1='a/%/_//'
