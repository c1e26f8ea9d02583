-- SQLite 3.30, SQLite 3.40
SELECT t.id 
FROM t 
WHERE (t.name NOT LIKE ? || '%') AND (t.name NOT LIKE '%' || ? || '%')
-- name_1='a', name_2='b'

-- PostgreSQL 13, PostgreSQL 18
SELECT t.id 
FROM t 
WHERE (t.name NOT LIKE %(name_1)s::VARCHAR || '%%') AND (t.name NOT LIKE '%%' || %(name_2)s::VARCHAR || '%%')
-- name_1='a', name_2='b'

-- MariaDB 10.4, MariaDB 10.11
SELECT t.id 
FROM t 
WHERE (t.name NOT LIKE concat(%s, '%%')) AND (t.name NOT LIKE concat('%%', %s, '%%'))
-- name_1='a', name_2='b'

-- Oracle 19, Oracle 23
SELECT t.id 
FROM t 
WHERE (t.name NOT LIKE :name_1 || '%') AND (t.name NOT LIKE '%' || :name_2 || '%')
-- name_1='a', name_2='b'

-- SQL Server 2017, SQL Server 2022
SELECT t.id 
FROM t 
WHERE (t.name NOT LIKE :name_1 + '%') AND (t.name NOT LIKE '%' + :name_2 + '%')
-- name_1='a', name_2='b'
