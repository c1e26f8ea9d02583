-- SQLite 3.30, SQLite 3.40
SELECT t.id 
FROM t 
WHERE NOT (EXISTS (SELECT * 
FROM p 
WHERE p.id = t.o)) AND t.id > ?
-- id_1=1

-- PostgreSQL 13, PostgreSQL 18
SELECT t.id 
FROM t 
WHERE NOT (EXISTS (SELECT * 
FROM p 
WHERE p.id = t.o)) AND t.id > %(id_1)s::INTEGER
-- id_1=1

-- MariaDB 10.4, MariaDB 10.11
SELECT t.id 
FROM t 
WHERE NOT (EXISTS (SELECT * 
FROM p 
WHERE p.id = t.o)) AND t.id > %s
-- id_1=1

-- Oracle 19, Oracle 23, SQL Server 2017, SQL Server 2022
SELECT t.id 
FROM t 
WHERE NOT (EXISTS (SELECT * 
FROM p 
WHERE p.id = t.o)) AND t.id > :id_1
-- id_1=1
