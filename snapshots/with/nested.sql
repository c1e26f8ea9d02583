-- SQLite 3.30, SQLite 3.40, PostgreSQL 13, PostgreSQL 18, MariaDB 10.4, MariaDB 10.11, Oracle 19, Oracle 23
WITH upper AS 
(WITH lower AS 
(SELECT t.id AS id 
FROM t)
 SELECT lower.id AS id 
FROM lower)
 SELECT upper.id 
FROM upper

-- SQL Server 2017, SQL Server 2022
-- refused: SQL Server does not support WITH inside a query; leave out nesting=True and nest_here, and define all CTEs at the top
