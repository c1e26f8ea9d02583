-- SQLite 3.30, SQLite 3.40
SELECT doc.a || ? AS anon_1 
FROM doc
-- a_1=[1, 2]

-- PostgreSQL 13, PostgreSQL 18
SELECT doc.a || %(a_1)s::INTEGER[] AS anon_1 
FROM doc
-- a_1=[1, 2]

-- MariaDB 10.4, MariaDB 10.11
SELECT concat(doc.a, %s) AS anon_1 
FROM doc
-- a_1=[1, 2]

-- Oracle 19, Oracle 23
SELECT doc.a || :a_1 AS anon_1 
FROM doc
-- a_1=[1, 2]

-- SQL Server 2017, SQL Server 2022
SELECT doc.a + :a_1 AS anon_1 
FROM doc
-- a_1=[1, 2]
