-- SQLite 3.30, SQLite 3.40
SELECT doc.id 
FROM doc 
WHERE JSON_QUOTE(JSON_EXTRACT(doc.j, ?)) IS NULL
-- j_1='a'

-- PostgreSQL 13, PostgreSQL 18
SELECT doc.id 
FROM doc 
WHERE (doc.j -> %(j_1)s::TEXT) IS NULL
-- j_1='a'

-- MariaDB 10.4, MariaDB 10.11
SELECT doc.id 
FROM doc 
WHERE JSON_EXTRACT(doc.j, %s) IS NULL
-- j_1='a'

-- Oracle 19, Oracle 23
SELECT doc.id 
FROM doc 
WHERE JSON_QUERY(doc.j, __[POSTCOMPILE_j_1]) IS NULL
-- j_1='a'

-- SQL Server 2017, SQL Server 2022
SELECT doc.id 
FROM doc 
WHERE JSON_QUERY(doc.j, :j_1) IS NULL
-- j_1='a'
