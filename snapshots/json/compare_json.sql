-- SQLite 3.30, SQLite 3.40
SELECT doc.id 
FROM doc 
WHERE JSON_QUOTE(JSON_EXTRACT(doc.j, ?)) = ?
-- j_1='a', param_1='x'

-- PostgreSQL 13, PostgreSQL 18
SELECT doc.id 
FROM doc 
WHERE (doc.j -> %(j_1)s::TEXT) = %(param_1)s::VARCHAR
-- j_1='a', param_1='x'

-- MariaDB 10.4, MariaDB 10.11
SELECT doc.id 
FROM doc 
WHERE JSON_EXTRACT(doc.j, %s) = %s
-- j_1='a', param_1='x'

-- Oracle 19, Oracle 23
SELECT doc.id 
FROM doc 
WHERE JSON_QUERY(doc.j, __[POSTCOMPILE_j_1]) = :param_1
-- j_1='a', param_1='x'

-- SQL Server 2017, SQL Server 2022
SELECT doc.id 
FROM doc 
WHERE JSON_QUERY(doc.j, :j_1) = :param_1
-- j_1='a', param_1='x'
