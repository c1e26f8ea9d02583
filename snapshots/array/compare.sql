-- SQLite 3.30, SQLite 3.40
SELECT doc.id 
FROM doc 
WHERE doc.a = ?
-- a_1=[1, 2]

-- PostgreSQL 13, PostgreSQL 18
SELECT doc.id 
FROM doc 
WHERE doc.a = %(a_1)s::INTEGER[]
-- a_1=[1, 2]

-- MariaDB 10.4, MariaDB 10.11
SELECT doc.id 
FROM doc 
WHERE doc.a = %s
-- a_1=[1, 2]

-- Oracle 19, Oracle 23, SQL Server 2017, SQL Server 2022
SELECT doc.id 
FROM doc 
WHERE doc.a = :a_1
-- a_1=[1, 2]
