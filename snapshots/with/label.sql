-- SQLite 3.30, SQLite 3.40
WITH c AS 
(SELECT t.id + ? AS n 
FROM t)
 SELECT c.n 
FROM c
-- id_1=1

-- PostgreSQL 13, PostgreSQL 18
WITH c AS 
(SELECT t.id + %(id_1)s::INTEGER AS n 
FROM t)
 SELECT c.n 
FROM c
-- id_1=1

-- MariaDB 10.4, MariaDB 10.11
WITH c AS 
(SELECT t.id + %s AS n 
FROM t)
 SELECT c.n 
FROM c
-- id_1=1

-- Oracle 19, Oracle 23, SQL Server 2017, SQL Server 2022
WITH c AS 
(SELECT t.id + :id_1 AS n 
FROM t)
 SELECT c.n 
FROM c
-- id_1=1
