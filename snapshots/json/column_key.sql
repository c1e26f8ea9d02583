-- SQLite 3.30, SQLite 3.40
SELECT JSON_QUOTE(JSON_EXTRACT(doc.j, t.name)) AS anon_1 
FROM doc, t

-- PostgreSQL 13, PostgreSQL 18
SELECT doc.j -> t.name AS anon_1 
FROM doc, t

-- MariaDB 10.4, MariaDB 10.11
SELECT JSON_EXTRACT(doc.j, t.name) AS anon_1 
FROM doc, t

-- Oracle 19, Oracle 23, SQL Server 2017, SQL Server 2022
SELECT JSON_QUERY(doc.j, t.name) AS anon_1 
FROM doc, t
