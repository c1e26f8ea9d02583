-- SQLite 3.30, SQLite 3.40
SELECT t.id 
FROM t 
WHERE (lower(t.name) LIKE lower(?) || '%') AND (lower(t.name) LIKE '%' || lower(?)) AND (lower(t.name) LIKE '%' || lower(?) || '%')
-- name_1='A', name_2='b', name_3='c'

-- PostgreSQL 13, PostgreSQL 18
SELECT t.id 
FROM t 
WHERE (t.name ILIKE %(name_1)s::VARCHAR || '%%') AND (t.name ILIKE '%%' || %(name_2)s::VARCHAR) AND (t.name ILIKE '%%' || %(name_3)s::VARCHAR || '%%')
-- name_1='A', name_2='b', name_3='c'

-- MariaDB 10.4, MariaDB 10.11
SELECT t.id 
FROM t 
WHERE (lower(t.name) LIKE concat(lower(%s), '%%')) AND (lower(t.name) LIKE concat('%%', lower(%s))) AND (lower(t.name) LIKE concat('%%', lower(%s), '%%'))
-- name_1='A', name_2='b', name_3='c'

-- Oracle 19, Oracle 23
SELECT t.id 
FROM t 
WHERE (lower(t.name) LIKE lower(:name_1) || '%') AND (lower(t.name) LIKE '%' || lower(:name_2)) AND (lower(t.name) LIKE '%' || lower(:name_3) || '%')
-- name_1='A', name_2='b', name_3='c'

-- SQL Server 2017, SQL Server 2022
SELECT t.id 
FROM t 
WHERE (lower(t.name) LIKE lower(:name_1) + '%') AND (lower(t.name) LIKE '%' + lower(:name_2)) AND (lower(t.name) LIKE '%' + lower(:name_3) + '%')
-- name_1='A', name_2='b', name_3='c'
