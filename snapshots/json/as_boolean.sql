-- SQLite 3.30, SQLite 3.40
SELECT CAST(JSON_EXTRACT(doc.j, ?) AS BOOLEAN) AS anon_1 
FROM doc
-- j_1='a'

-- PostgreSQL 13, PostgreSQL 18
SELECT CAST(doc.j ->> %(j_1)s::TEXT AS BOOLEAN) AS anon_1 
FROM doc
-- j_1='a'

-- MariaDB 10.4, MariaDB 10.11
SELECT CASE JSON_EXTRACT(doc.j, %s) WHEN 'null' THEN NULL WHEN true THEN true ELSE false END AS anon_1 
FROM doc
-- j_1='a'

-- Oracle 19, Oracle 23
SELECT CASE JSON_VALUE(doc.j, __[POSTCOMPILE_j_1]) WHEN 'true' THEN 1 WHEN 'false' THEN 0 ELSE CAST(JSON_VALUE(doc.j, __[POSTCOMPILE_j_1]) AS NUMBER(1)) END AS anon_1 
FROM doc
-- j_1='a'

-- SQL Server 2017, SQL Server 2022
SELECT CASE JSON_VALUE(doc.j, :j_1) WHEN NULL THEN NULL WHEN 'true' THEN 1 WHEN 'false' THEN 0 ELSE CAST(JSON_VALUE(doc.j, :j_1) AS BIT) END AS anon_1 
FROM doc
-- j_1='a'
