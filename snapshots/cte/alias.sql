-- SQLite 3.30, SQLite 3.40, PostgreSQL 13, PostgreSQL 18, MariaDB 10.4, MariaDB 10.11, SQL Server 2017, SQL Server 2022
WITH foo AS 
(SELECT t.id AS id 
FROM t)
 SELECT foo.id, q.id AS id_1 
FROM foo, foo AS q

-- Oracle 19, Oracle 23
WITH foo AS 
(SELECT t.id AS id 
FROM t)
 SELECT foo.id, q.id AS id_1 
FROM foo, foo q
