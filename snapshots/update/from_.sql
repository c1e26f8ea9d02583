-- SQLite 3.30
UPDATE t SET name=(SELECT p.name 
FROM p 
WHERE t.o = p.id AND p.name = ?) WHERE EXISTS (SELECT 1 
FROM p 
WHERE t.o = p.id AND p.name = ?)
-- name_1='q'

-- SQLite 3.40
UPDATE t SET name=p.name FROM p WHERE t.o = p.id AND p.name = ?
-- name_1='q'

-- PostgreSQL 13, PostgreSQL 18
UPDATE t SET name=p.name FROM p WHERE t.o = p.id AND p.name = %(name_1)s::VARCHAR
-- name_1='q'

-- MariaDB 10.4, MariaDB 10.11
UPDATE t, p SET t.name=p.name WHERE t.o = p.id AND p.name = %s
-- name_1='q'

-- Oracle 19
UPDATE t SET name=(SELECT p.name 
FROM p 
WHERE t.o = p.id AND p.name = :name_1) WHERE EXISTS (SELECT 1 
FROM p 
WHERE t.o = p.id AND p.name = :name_1)
-- name_1='q'

-- Oracle 23
UPDATE t SET name=p.name FROM p WHERE t.o = p.id AND p.name = :name_1
-- name_1='q'

-- SQL Server 2017, SQL Server 2022
UPDATE t SET name=p.name FROM t, p WHERE t.o = p.id AND p.name = :name_1
-- name_1='q'
