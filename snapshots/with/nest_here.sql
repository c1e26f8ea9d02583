-- SQLite 3.30, SQLite 3.40, PostgreSQL 13, PostgreSQL 18, MariaDB 10.4, MariaDB 10.11
SELECT s.id 
FROM (WITH c AS 
(SELECT t.id AS id 
FROM t)
 SELECT c.id AS id 
FROM c) AS s

-- Oracle 19, Oracle 23
SELECT s.id 
FROM (WITH c AS 
(SELECT t.id AS id 
FROM t)
 SELECT c.id AS id 
FROM c) s

-- SQL Server 2017, SQL Server 2022
-- refused: SQL Server does not support WITH inside a query; leave out nesting=True and nest_here, and define all CTEs at the top
