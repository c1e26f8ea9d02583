-- SQLite 3.30, SQLite 3.40
WITH c AS 
(SELECT p.id AS id 
FROM p)
 UPDATE t SET name=? WHERE t.id IN (SELECT c.id 
FROM c)
-- name='x'

-- PostgreSQL 13, PostgreSQL 18
WITH c AS 
(SELECT p.id AS id 
FROM p)
 UPDATE t SET name=%(name)s::VARCHAR WHERE t.id IN (SELECT c.id 
FROM c)
-- name='x'

-- MariaDB 10.4, MariaDB 10.11
UPDATE t SET name=%s WHERE t.id IN (SELECT c.id 
FROM (WITH c AS 
(SELECT p.id AS id 
FROM p)
 SELECT * 
FROM c) AS c)
-- name='x'

-- Oracle 19, Oracle 23
UPDATE t SET name=:name WHERE t.id IN (SELECT c.id 
FROM (WITH c AS 
(SELECT p.id AS id 
FROM p)
 SELECT * 
FROM c) c)
-- name='x'

-- SQL Server 2017, SQL Server 2022
WITH c AS 
(SELECT p.id AS id 
FROM p)
 UPDATE t SET name=:name WHERE t.id IN (SELECT c.id 
FROM c)
-- name='x'
