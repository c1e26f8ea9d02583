-- SQLite 3.30, SQLite 3.40
WITH RECURSIVE anon_1(id) AS 
(SELECT t.id AS id 
FROM t UNION ALL SELECT anon_1.id + ? AS anon_2 
FROM anon_1 
WHERE anon_1.id < ?)
 SELECT anon_1.id 
FROM anon_1
-- id_1=1, id_2=3

-- PostgreSQL 13, PostgreSQL 18
WITH RECURSIVE anon_1(id) AS 
(SELECT t.id AS id 
FROM t UNION ALL SELECT anon_1.id + %(id_1)s::INTEGER AS anon_2 
FROM anon_1 
WHERE anon_1.id < %(id_2)s::INTEGER)
 SELECT anon_1.id 
FROM anon_1
-- id_1=1, id_2=3

-- MariaDB 10.4, MariaDB 10.11
WITH RECURSIVE anon_1(id) AS 
(SELECT t.id AS id 
FROM t UNION ALL SELECT anon_1.id + %s AS anon_2 
FROM anon_1 
WHERE anon_1.id < %s)
 SELECT anon_1.id 
FROM anon_1
-- id_1=1, id_2=3

-- Oracle 19, Oracle 23, SQL Server 2017, SQL Server 2022
WITH anon_1(id) AS 
(SELECT t.id AS id 
FROM t UNION ALL SELECT anon_1.id + :id_1 AS anon_2 
FROM anon_1 
WHERE anon_1.id < :id_2)
 SELECT anon_1.id 
FROM anon_1
-- id_1=1, id_2=3
