-- SQLite 3.30, SQLite 3.40
SELECT CAST(JSON_EXTRACT(doc.j, ?) AS VARCHAR) AS anon_1 
FROM doc
-- j_1=('a', 'b')

-- PostgreSQL 13, PostgreSQL 18
SELECT CAST(doc.j #>> %(j_1)s AS VARCHAR) AS anon_1 
FROM doc
-- j_1=('a', 'b')

-- MariaDB 10.4, MariaDB 10.11
SELECT CASE JSON_EXTRACT(doc.j, %s) WHEN 'null' THEN NULL ELSE JSON_UNQUOTE(JSON_EXTRACT(doc.j, %s)) END AS anon_1 
FROM doc
-- j_1=('a', 'b')

-- Oracle 19, Oracle 23
SELECT JSON_VALUE(doc.j, __[POSTCOMPILE_j_1] RETURNING VARCHAR2(4000) ERROR ON ERROR) AS anon_1 
FROM doc
-- j_1=('a', 'b')

-- SQL Server 2017, SQL Server 2022
SELECT CASE JSON_VALUE(doc.j, :j_1) WHEN NULL THEN NULL ELSE JSON_VALUE(doc.j, :j_1) END AS anon_1 
FROM doc
-- j_1=('a', 'b')
