-- SQLite 3.30, SQLite 3.40
SELECT t.id 
FROM t 
WHERE t.name IS NOT ? AND t.o IS NULL
-- name_1='a'

-- PostgreSQL 13, PostgreSQL 18
SELECT t.id 
FROM t 
WHERE t.name IS DISTINCT FROM %(name_1)s::VARCHAR AND t.o IS NOT DISTINCT FROM NULL
-- name_1='a'

-- MariaDB 10.4, MariaDB 10.11
SELECT t.id 
FROM t 
WHERE NOT (t.name <=> %s) AND t.o <=> NULL
-- name_1='a'

-- Oracle 19, Oracle 23
SELECT t.id 
FROM t 
WHERE DECODE(t.name, :name_1, 0, 1) = 1 AND DECODE(t.o, NULL, 0, 1) = 0
-- name_1='a'

-- SQL Server 2017
SELECT t.id 
FROM t 
WHERE NOT EXISTS (SELECT t.name INTERSECT SELECT :name_1) AND EXISTS (SELECT t.o INTERSECT SELECT NULL)
-- name_1='a'

-- SQL Server 2022
SELECT t.id 
FROM t 
WHERE t.name IS DISTINCT FROM :name_1 AND t.o IS NOT DISTINCT FROM NULL
-- name_1='a'
