-- SQLite 3.30, SQLite 3.40
SELECT CAST(JSON_QUOTE(JSON_EXTRACT(doc.j, ?)) AS VARCHAR) AS anon_1 
FROM doc
-- j_1='a'

-- PostgreSQL 13, PostgreSQL 18
SELECT CAST(doc.j -> %(j_1)s::TEXT AS VARCHAR) AS anon_1 
FROM doc
-- j_1='a'

-- MariaDB 10.4, MariaDB 10.11
SELECT CAST(JSON_EXTRACT(doc.j, %s) AS CHAR) AS anon_1 
FROM doc
-- j_1='a'

-- Oracle 19, Oracle 23
SELECT CAST(JSON_QUERY(doc.j, __[POSTCOMPILE_j_1]) AS VARCHAR2(4000 CHAR)) AS anon_1 
FROM doc
-- j_1='a'

-- SQL Server 2017, SQL Server 2022
SELECT CAST(JSON_QUERY(doc.j, :j_1) AS VARCHAR(max)) AS anon_1 
FROM doc
-- j_1='a'
