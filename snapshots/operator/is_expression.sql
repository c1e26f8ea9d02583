-- SQLite 3.30, SQLite 3.40
SELECT t.id 
FROM t 
WHERE t.id + ? IS NULL AND t.f IS NOT 1
-- id_1=1

-- PostgreSQL 13, PostgreSQL 18
SELECT t.id 
FROM t 
WHERE t.id + %(id_1)s::INTEGER IS NULL AND t.f IS NOT true
-- id_1=1

-- MariaDB 10.4, MariaDB 10.11
SELECT t.id 
FROM t 
WHERE t.id + %s IS NULL AND t.f IS NOT true
-- id_1=1

-- Oracle 19, SQL Server 2017, SQL Server 2022
SELECT t.id 
FROM t 
WHERE t.id + :id_1 IS NULL AND CASE WHEN (t.f = 1) THEN 1 ELSE 0 END = 0
-- id_1=1

-- Oracle 23
SELECT t.id 
FROM t 
WHERE t.id + :id_1 IS NULL AND t.f IS NOT true
-- id_1=1
