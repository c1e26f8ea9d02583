-- SQLite 3.30, SQLite 3.40
SELECT JSON_QUOTE(JSON_EXTRACT(doc.j, ?)) AS anon_1 
FROM doc
-- j_1=1

-- PostgreSQL 13, PostgreSQL 18
SELECT doc.j -> %(j_1)s::INT AS anon_1 
FROM doc
-- j_1=1

-- MariaDB 10.4, MariaDB 10.11
SELECT JSON_EXTRACT(doc.j, %s) AS anon_1 
FROM doc
-- j_1=1

-- Oracle 19, Oracle 23
SELECT JSON_QUERY(doc.j, __[POSTCOMPILE_j_1]) AS anon_1 
FROM doc
-- j_1=1

-- SQL Server 2017, SQL Server 2022
SELECT JSON_QUERY(doc.j, :j_1) AS anon_1 
FROM doc
-- j_1=1
