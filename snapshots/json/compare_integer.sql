-- SQLite 3.30, SQLite 3.40
SELECT doc.id 
FROM doc 
WHERE CAST(JSON_EXTRACT(doc.j, ?) AS INTEGER) > ?
-- j_1='a', param_1=5

-- PostgreSQL 13, PostgreSQL 18
SELECT doc.id 
FROM doc 
WHERE CAST((doc.j ->> %(j_1)s::TEXT) AS INTEGER) > %(param_1)s::INTEGER
-- j_1='a', param_1=5

-- MariaDB 10.4, MariaDB 10.11
SELECT doc.id 
FROM doc 
WHERE CASE JSON_EXTRACT(doc.j, %s) WHEN 'null' THEN NULL ELSE CAST(JSON_EXTRACT(doc.j, %s) AS SIGNED INTEGER) END > %s
-- j_1='a', param_1=5

-- Oracle 19, Oracle 23
SELECT doc.id 
FROM doc 
WHERE JSON_VALUE(doc.j, __[POSTCOMPILE_j_1] RETURNING INTEGER ERROR ON ERROR) > :param_1
-- j_1='a', param_1=5

-- SQL Server 2017, SQL Server 2022
SELECT doc.id 
FROM doc 
WHERE CASE JSON_VALUE(doc.j, :j_1) WHEN NULL THEN NULL ELSE CAST(JSON_VALUE(doc.j, :j_1) AS INTEGER) END > :param_1
-- j_1='a', param_1=5
