-- SQLite 3.30, SQLite 3.40
SELECT s.id 
FROM (SELECT id FROM q) AS s 
WHERE s.id = ?
-- id_1=3

-- PostgreSQL 13, PostgreSQL 18
SELECT s.id 
FROM (SELECT id FROM q) AS s 
WHERE s.id = %(id_1)s::INTEGER
-- id_1=3

-- MariaDB 10.4, MariaDB 10.11
SELECT s.id 
FROM (SELECT id FROM q) AS s 
WHERE s.id = %s
-- id_1=3

-- Oracle 19, Oracle 23
SELECT s.id 
FROM (SELECT id FROM q) s 
WHERE s.id = :id_1
-- id_1=3

-- SQL Server 2017, SQL Server 2022
SELECT s.id 
FROM (SELECT id FROM q) AS s 
WHERE s.id = :id_1
-- id_1=3
