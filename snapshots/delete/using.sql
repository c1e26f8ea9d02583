-- SQLite 3.30, SQLite 3.40
DELETE FROM t WHERE EXISTS (SELECT 1 
FROM p 
WHERE t.o = p.id AND p.name = ?)
-- name_1='q'

-- PostgreSQL 13, PostgreSQL 18
DELETE FROM t USING p WHERE t.o = p.id AND p.name = %(name_1)s::VARCHAR
-- name_1='q'

-- MariaDB 10.4, MariaDB 10.11
DELETE FROM t USING t, p WHERE t.o = p.id AND p.name = %s
-- name_1='q'

-- Oracle 19, Oracle 23
DELETE FROM t WHERE EXISTS (SELECT 1 
FROM p 
WHERE t.o = p.id AND p.name = :name_1)
-- name_1='q'

-- SQL Server 2017, SQL Server 2022
DELETE FROM t FROM t, p WHERE t.o = p.id AND p.name = :name_1
-- name_1='q'
