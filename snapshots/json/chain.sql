-- SQLite 3.30, SQLite 3.40
SELECT JSON_QUOTE(JSON_EXTRACT(JSON_QUOTE(JSON_EXTRACT(doc.j, ?)), ?)) AS anon_1 
FROM doc
-- j_1='a', param_1='b'

-- PostgreSQL 13, PostgreSQL 18
SELECT (doc.j -> %(j_1)s::TEXT) -> %(param_1)s::TEXT AS anon_1 
FROM doc
-- j_1='a', param_1='b'

-- MariaDB 10.4, MariaDB 10.11
SELECT JSON_EXTRACT(JSON_EXTRACT(doc.j, %s), %s) AS anon_1 
FROM doc
-- j_1='a', param_1='b'

-- Oracle 19, Oracle 23
SELECT JSON_QUERY(JSON_QUERY(doc.j, __[POSTCOMPILE_j_1]), __[POSTCOMPILE_param_1]) AS anon_1 
FROM doc
-- j_1='a', param_1='b'

-- SQL Server 2017, SQL Server 2022
SELECT JSON_QUERY(JSON_QUERY(doc.j, :j_1), :param_1) AS anon_1 
FROM doc
-- j_1='a', param_1='b'
