-- SQLite 3.30, SQLite 3.40
SELECT t.id 
FROM t 
WHERE t.f = 1 AND t.id = ? OR t.f = 0
-- id_1=1

-- PostgreSQL 13, PostgreSQL 18
SELECT t.id 
FROM t 
WHERE t.f AND t.id = %(id_1)s::INTEGER OR NOT t.f
-- id_1=1

-- MariaDB 10.4, MariaDB 10.11
SELECT t.id 
FROM t 
WHERE t.f = 1 AND t.id = %s OR t.f = 0
-- id_1=1

-- Oracle 19, SQL Server 2017, SQL Server 2022
SELECT t.id 
FROM t 
WHERE t.f = 1 AND t.id = :id_1 OR t.f = 0
-- id_1=1

-- Oracle 23
SELECT t.id 
FROM t 
WHERE t.f AND t.id = :id_1 OR NOT t.f
-- id_1=1
