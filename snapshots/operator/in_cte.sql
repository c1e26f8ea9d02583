-- SQLite 3.30, SQLite 3.40, PostgreSQL 13, PostgreSQL 18, MariaDB 10.4, MariaDB 10.11, Oracle 19, Oracle 23, SQL Server 2017, SQL Server 2022
WITH q AS 
(SELECT p.id AS id 
FROM p)
 SELECT t.id 
FROM t 
WHERE t.id IN (SELECT q.id 
FROM q)
