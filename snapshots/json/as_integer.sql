-- SQLite 3.30, SQLite 3.40
SELECT CAST(JSON_EXTRACT(doc.j, ?) AS INTEGER) AS anon_1 
FROM doc
-- j_1='a'

-- PostgreSQL 13, PostgreSQL 18
SELECT CAST(doc.j ->> %(j_1)s::TEXT AS INTEGER) AS anon_1 
FROM doc
-- j_1='a'

-- MariaDB 10.4, MariaDB 10.11
SELECT CASE JSON_EXTRACT(doc.j, %s) WHEN 'null' THEN NULL ELSE CAST(JSON_EXTRACT(doc.j, %s) AS SIGNED INTEGER) END AS anon_1 
FROM doc
-- j_1='a'

-- Oracle 19, Oracle 23
SELECT JSON_VALUE(doc.j, __[POSTCOMPILE_j_1] RETURNING INTEGER ERROR ON ERROR) AS anon_1 
FROM doc
-- j_1='a'

-- SQL Server 2017, SQL Server 2022
SELECT CASE JSON_VALUE(doc.j, :j_1) WHEN NULL THEN NULL ELSE CAST(JSON_VALUE(doc.j, :j_1) AS INTEGER) END AS anon_1 
FROM doc
-- j_1='a'
