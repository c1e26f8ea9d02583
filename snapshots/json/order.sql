-- SQLite 3.30, SQLite 3.40
SELECT doc.id 
FROM doc ORDER BY CAST(JSON_EXTRACT(doc.j, ?) AS VARCHAR) DESC
-- j_1='a'

-- PostgreSQL 13, PostgreSQL 18
SELECT doc.id 
FROM doc ORDER BY CAST(doc.j ->> %(j_1)s::TEXT AS VARCHAR) DESC
-- j_1='a'

-- MariaDB 10.4, MariaDB 10.11
SELECT doc.id 
FROM doc ORDER BY CASE JSON_EXTRACT(doc.j, %s) WHEN 'null' THEN NULL ELSE JSON_UNQUOTE(JSON_EXTRACT(doc.j, %s)) END DESC
-- j_1='a'

-- Oracle 19, Oracle 23
SELECT doc.id 
FROM doc ORDER BY JSON_VALUE(doc.j, __[POSTCOMPILE_j_1] RETURNING VARCHAR2(4000) ERROR ON ERROR) DESC
-- j_1='a'

-- SQL Server 2017, SQL Server 2022
SELECT doc.id 
FROM doc ORDER BY CASE JSON_VALUE(doc.j, :j_1) WHEN NULL THEN NULL ELSE JSON_VALUE(doc.j, :j_1) END DESC
-- j_1='a'
