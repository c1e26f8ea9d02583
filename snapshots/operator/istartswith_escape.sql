-- SQLite 3.30, SQLite 3.40
SELECT t.id 
FROM t 
WHERE (lower(t.name) LIKE lower(?) || '%' ESCAPE '/') AND (lower(t.name) LIKE '%' || lower(?) || '%' ESCAPE '#')
-- name_1='A/%', name_2='c_'

-- PostgreSQL 13, PostgreSQL 18
SELECT t.id 
FROM t 
WHERE (t.name ILIKE %(name_1)s::VARCHAR || '%%' ESCAPE '/') AND (t.name ILIKE '%%' || %(name_2)s::VARCHAR || '%%' ESCAPE '#')
-- name_1='A/%', name_2='c_'

-- MariaDB 10.4, MariaDB 10.11
SELECT t.id 
FROM t 
WHERE (lower(t.name) LIKE concat(lower(%s), '%%') ESCAPE '/') AND (lower(t.name) LIKE concat('%%', lower(%s), '%%') ESCAPE '#')
-- name_1='A/%', name_2='c_'

-- Oracle 19, Oracle 23
SELECT t.id 
FROM t 
WHERE (lower(t.name) LIKE lower(:name_1) || '%' ESCAPE '/') AND (lower(t.name) LIKE '%' || lower(:name_2) || '%' ESCAPE '#')
-- name_1='A/%', name_2='c_'

-- SQL Server 2017, SQL Server 2022
SELECT t.id 
FROM t 
WHERE (lower(t.name) LIKE lower(:name_1) + '%' ESCAPE '/') AND (lower(t.name) LIKE '%' + lower(:name_2) + '%' ESCAPE '#')
-- name_1='A/%', name_2='c_'
