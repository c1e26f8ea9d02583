-- SQLite 3.30
UPDATE t SET name=? WHERE EXISTS (SELECT 1 
FROM p, p AS a 
WHERE t.o = p.id AND a.id = p.id)
-- name='x'

-- SQLite 3.40
UPDATE t SET name=? FROM p, p AS a WHERE t.o = p.id AND a.id = p.id
-- name='x'

-- PostgreSQL 13, PostgreSQL 18
UPDATE t SET name=%(name)s::VARCHAR FROM p, p AS a WHERE t.o = p.id AND a.id = p.id
-- name='x'

-- MariaDB 10.4, MariaDB 10.11
UPDATE t, p, p AS a SET t.name=%s WHERE t.o = p.id AND a.id = p.id
-- name='x'

-- Oracle 19
UPDATE t SET name=:name WHERE EXISTS (SELECT 1 
FROM p, p a 
WHERE t.o = p.id AND a.id = p.id)
-- name='x'

-- Oracle 23
UPDATE t SET name=:name FROM p, p a WHERE t.o = p.id AND a.id = p.id
-- name='x'

-- SQL Server 2017, SQL Server 2022
UPDATE t SET name=:name FROM t, p, p AS a WHERE t.o = p.id AND a.id = p.id
-- name='x'
