-- SQLite 3.30, SQLite 3.40, PostgreSQL 13, PostgreSQL 18, MariaDB 10.4, MariaDB 10.11
WITH RECURSIVE r(id, name) AS 
(SELECT p.id AS id, p.name AS name 
FROM p UNION SELECT p2.id AS id, p2.name AS name 
FROM p AS p2, r AS a 
WHERE p2.id = a.id)
 SELECT r.id 
FROM r

-- Oracle 19, Oracle 23
WITH r(id, name) AS 
(SELECT p.id AS id, p.name AS name 
FROM p UNION SELECT p2.id AS id, p2.name AS name 
FROM p p2, r a 
WHERE p2.id = a.id)
 SELECT r.id 
FROM r

-- SQL Server 2017, SQL Server 2022
WITH r(id, name) AS 
(SELECT p.id AS id, p.name AS name 
FROM p UNION SELECT p2.id AS id, p2.name AS name 
FROM p AS p2, r AS a 
WHERE p2.id = a.id)
 SELECT r.id 
FROM r
