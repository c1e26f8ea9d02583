-- SQLite 3.30, SQLite 3.40, PostgreSQL 13, PostgreSQL 18, SQL Server 2017, SQL Server 2022
WITH c AS 
(SELECT p.id AS id 
FROM p)
 DELETE FROM t WHERE t.id IN (SELECT c.id 
FROM c)

-- MariaDB 10.4, MariaDB 10.11
DELETE FROM t WHERE t.id IN (SELECT c.id 
FROM (WITH c AS 
(SELECT p.id AS id 
FROM p)
 SELECT * 
FROM c) AS c)

-- Oracle 19, Oracle 23
DELETE FROM t WHERE t.id IN (SELECT c.id 
FROM (WITH c AS 
(SELECT p.id AS id 
FROM p)
 SELECT * 
FROM c) c)
