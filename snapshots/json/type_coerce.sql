-- SQLite 3.30, SQLite 3.40
SELECT JSON_QUOTE(JSON_EXTRACT(t.name, ?)) AS anon_1 
FROM t
-- param_1='k'

-- PostgreSQL 13, PostgreSQL 18
SELECT t.name -> %(param_1)s::TEXT AS anon_1 
FROM t
-- param_1='k'

-- MariaDB 10.4, MariaDB 10.11
SELECT JSON_EXTRACT(t.name, %s) AS anon_1 
FROM t
-- param_1='k'

-- Oracle 19, Oracle 23
SELECT JSON_QUERY(t.name, __[POSTCOMPILE_param_1]) AS anon_1 
FROM t
-- param_1='k'

-- SQL Server 2017, SQL Server 2022
SELECT JSON_QUERY(t.name, :param_1) AS anon_1 
FROM t
-- param_1='k'
