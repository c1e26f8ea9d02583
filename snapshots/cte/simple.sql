-- SQLite 3.30, SQLite 3.40
WITH foo AS 
(SELECT t.id AS id 
FROM t)
 SELECT foo.id, t.name 
FROM t JOIN foo ON t.id = foo.id 
WHERE foo.id > ?
-- id_1=4

-- PostgreSQL 13, PostgreSQL 18
WITH foo AS 
(SELECT t.id AS id 
FROM t)
 SELECT foo.id, t.name 
FROM t JOIN foo ON t.id = foo.id 
WHERE foo.id > %(id_1)s::INTEGER
-- id_1=4

-- MariaDB 10.4, MariaDB 10.11
WITH foo AS 
(SELECT t.id AS id 
FROM t)
 SELECT foo.id, t.name 
FROM t INNER JOIN foo ON t.id = foo.id 
WHERE foo.id > %s
-- id_1=4

-- Oracle 19, Oracle 23, SQL Server 2017, SQL Server 2022
WITH foo AS 
(SELECT t.id AS id 
FROM t)
 SELECT foo.id, t.name 
FROM t JOIN foo ON t.id = foo.id 
WHERE foo.id > :id_1
-- id_1=4
