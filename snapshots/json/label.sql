-- SQLite 3.30, SQLite 3.40
SELECT JSON_QUOTE(JSON_EXTRACT(doc.j, ?)) AS q 
FROM doc ORDER BY q
-- j_1='a'

-- PostgreSQL 13, PostgreSQL 18
SELECT doc.j -> %(j_1)s::TEXT AS q 
FROM doc ORDER BY q
-- j_1='a'

-- MariaDB 10.4, MariaDB 10.11
SELECT JSON_EXTRACT(doc.j, %s) AS q 
FROM doc ORDER BY q
-- j_1='a'

-- Oracle 19, Oracle 23
SELECT JSON_QUERY(doc.j, __[POSTCOMPILE_j_1]) AS q 
FROM doc ORDER BY q
-- j_1='a'

-- SQL Server 2017, SQL Server 2022
SELECT JSON_QUERY(doc.j, :j_1) AS q 
FROM doc ORDER BY q
-- j_1='a'
