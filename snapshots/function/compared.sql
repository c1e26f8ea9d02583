-- SQLite 3.30, SQLite 3.40
SELECT t.id 
FROM t 
WHERE length(t.name) > ?
-- length_1=3

-- PostgreSQL 13, PostgreSQL 18
SELECT t.id 
FROM t 
WHERE length(t.name) > %(length_1)s::INTEGER
-- length_1=3

-- MariaDB 10.4, MariaDB 10.11
SELECT t.id 
FROM t 
WHERE length(t.name) > %s
-- length_1=3

-- Oracle 19, Oracle 23
SELECT t.id 
FROM t 
WHERE length(t.name) > :length_1
-- length_1=3

-- SQL Server 2017, SQL Server 2022
SELECT t.id 
FROM t 
WHERE LEN(t.name) > :length_1
-- length_1=3
