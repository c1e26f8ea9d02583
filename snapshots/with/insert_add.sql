-- SQLite 3.30, SQLite 3.40
WITH c AS 
(SELECT t.id AS id 
FROM t)
 INSERT INTO p (name) VALUES (?)
-- name='q'

-- PostgreSQL 13, PostgreSQL 18
WITH c AS 
(SELECT t.id AS id 
FROM t)
 INSERT INTO p (name) VALUES (%(name)s::VARCHAR) RETURNING p.id
-- name='q'

-- MariaDB 10.4, MariaDB 10.11
-- refused: MariaDB does not support WITH on an INSERT without a SELECT; put the CTE's SELECT into a subquery

-- Oracle 19, Oracle 23
-- refused: Oracle does not support WITH on an INSERT without a SELECT; put the CTE's SELECT into a subquery

-- SQL Server 2017, SQL Server 2022
WITH c AS 
(SELECT t.id AS id 
FROM t)
 INSERT INTO p (name) OUTPUT inserted.id VALUES (:name)
-- name='q'
