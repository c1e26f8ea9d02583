-- SQLite 3.30, SQLite 3.40
SELECT t.id 
FROM t 
WHERE t.f IS NOT 1 AND t.f IS 0

-- PostgreSQL 13, PostgreSQL 18
SELECT t.id 
FROM t 
WHERE t.f IS DISTINCT FROM true AND t.f IS NOT DISTINCT FROM false

-- MariaDB 10.4, MariaDB 10.11
SELECT t.id 
FROM t 
WHERE NOT (t.f <=> true) AND t.f <=> false

-- Oracle 19
SELECT t.id 
FROM t 
WHERE DECODE(t.f, 1, 0, 1) = 1 AND DECODE(t.f, 0, 0, 1) = 0

-- Oracle 23
SELECT t.id 
FROM t 
WHERE DECODE(t.f, true, 0, 1) = 1 AND DECODE(t.f, false, 0, 1) = 0

-- SQL Server 2017
SELECT t.id 
FROM t 
WHERE NOT EXISTS (SELECT t.f INTERSECT SELECT 1) AND EXISTS (SELECT t.f INTERSECT SELECT 0)

-- SQL Server 2022
SELECT t.id 
FROM t 
WHERE t.f IS DISTINCT FROM 1 AND t.f IS NOT DISTINCT FROM 0
