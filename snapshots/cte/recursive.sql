-- SQLite 3.30, SQLite 3.40
WITH RECURSIVE r(id) AS 
(SELECT t.id AS id 
FROM t 
WHERE t.id = ? UNION ALL SELECT p.id AS id 
FROM p JOIN r ON r.id = p.id)
 SELECT r.id 
FROM r
-- id_1=1

-- PostgreSQL 13, PostgreSQL 18
WITH RECURSIVE r(id) AS 
(SELECT t.id AS id 
FROM t 
WHERE t.id = %(id_1)s::INTEGER UNION ALL SELECT p.id AS id 
FROM p JOIN r ON r.id = p.id)
 SELECT r.id 
FROM r
-- id_1=1

-- MariaDB 10.4, MariaDB 10.11
WITH RECURSIVE r(id) AS 
(SELECT t.id AS id 
FROM t 
WHERE t.id = %s UNION ALL SELECT p.id AS id 
FROM p INNER JOIN r ON r.id = p.id)
 SELECT r.id 
FROM r
-- id_1=1

-- Oracle 19, Oracle 23, SQL Server 2017, SQL Server 2022
WITH r(id) AS 
(SELECT t.id AS id 
FROM t 
WHERE t.id = :id_1 UNION ALL SELECT p.id AS id 
FROM p JOIN r ON r.id = p.id)
 SELECT r.id 
FROM r
-- id_1=1
