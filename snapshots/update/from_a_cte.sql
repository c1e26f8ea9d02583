-- SQLite 3.30
WITH c AS 
(SELECT p.id AS id, p.name AS name 
FROM p)
 UPDATE t SET name=(SELECT c.name 
FROM c 
WHERE t.id = c.id) WHERE EXISTS (SELECT 1 
FROM c 
WHERE t.id = c.id)

-- SQLite 3.40, PostgreSQL 13, PostgreSQL 18
WITH c AS 
(SELECT p.id AS id, p.name AS name 
FROM p)
 UPDATE t SET name=c.name FROM c WHERE t.id = c.id

-- MariaDB 10.4, MariaDB 10.11
UPDATE t, (WITH c AS 
(SELECT p.id AS id, p.name AS name 
FROM p)
 SELECT * 
FROM c) AS c SET t.name=c.name WHERE t.id = c.id

-- Oracle 19
UPDATE t SET name=(SELECT c.name 
FROM (WITH c AS 
(SELECT p.id AS id, p.name AS name 
FROM p)
 SELECT * 
FROM c) c 
WHERE t.id = c.id) WHERE EXISTS (SELECT 1 
FROM (WITH c AS 
(SELECT p.id AS id, p.name AS name 
FROM p)
 SELECT * 
FROM c) c 
WHERE t.id = c.id)

-- Oracle 23
UPDATE t SET name=c.name FROM (WITH c AS 
(SELECT p.id AS id, p.name AS name 
FROM p)
 SELECT * 
FROM c) c WHERE t.id = c.id

-- SQL Server 2017, SQL Server 2022
WITH c AS 
(SELECT p.id AS id, p.name AS name 
FROM p)
 UPDATE t SET name=c.name FROM t, c WHERE t.id = c.id
