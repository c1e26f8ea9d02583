-- SQLite 3.30, SQLite 3.40, PostgreSQL 13, PostgreSQL 18, Oracle 19, Oracle 23, SQL Server 2017, SQL Server 2022
WITH a AS 
(SELECT t.id AS id 
FROM t), 
b AS 
(SELECT a.id AS id 
FROM a)
 SELECT a.id, b.id AS id_1 
FROM a JOIN b ON a.id = b.id

-- MariaDB 10.4, MariaDB 10.11
WITH a AS 
(SELECT t.id AS id 
FROM t), 
b AS 
(SELECT a.id AS id 
FROM a)
 SELECT a.id, b.id AS id_1 
FROM a INNER JOIN b ON a.id = b.id
