-- SQLite 3.30, SQLite 3.40
WITH a AS 
(SELECT t.id AS id 
FROM t), 
b AS 
(SELECT a.id AS id 
FROM a 
WHERE a.id > ?)
 SELECT b.id 
FROM b
-- id_1=1

-- PostgreSQL 13, PostgreSQL 18
WITH a AS 
(SELECT t.id AS id 
FROM t), 
b AS 
(SELECT a.id AS id 
FROM a 
WHERE a.id > %(id_1)s::INTEGER)
 SELECT b.id 
FROM b
-- id_1=1

-- MariaDB 10.4, MariaDB 10.11
WITH a AS 
(SELECT t.id AS id 
FROM t), 
b AS 
(SELECT a.id AS id 
FROM a 
WHERE a.id > %s)
 SELECT b.id 
FROM b
-- id_1=1

-- Oracle 19, Oracle 23, SQL Server 2017, SQL Server 2022
WITH a AS 
(SELECT t.id AS id 
FROM t), 
b AS 
(SELECT a.id AS id 
FROM a 
WHERE a.id > :id_1)
 SELECT b.id 
FROM b
-- id_1=1
