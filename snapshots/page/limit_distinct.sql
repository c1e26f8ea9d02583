-- SQLite 3.30, SQLite 3.40
SELECT DISTINCT t.name 
FROM t ORDER BY t.name
 LIMIT ? OFFSET ?
-- param_1=3, param_2=0

-- PostgreSQL 13, PostgreSQL 18
SELECT DISTINCT t.name 
FROM t ORDER BY t.name 
 LIMIT %(param_1)s::INTEGER
-- param_1=3

-- MariaDB 10.4, MariaDB 10.11
SELECT DISTINCT t.name 
FROM t ORDER BY t.name 
 LIMIT %s
-- param_1=3

-- Oracle 19, Oracle 23
SELECT DISTINCT t.name 
FROM t ORDER BY t.name
 FETCH FIRST __[POSTCOMPILE_param_1] ROWS ONLY
-- param_1=3

-- SQL Server 2017, SQL Server 2022
SELECT DISTINCT TOP __[POSTCOMPILE_param_1] t.name 
FROM t ORDER BY t.name
-- param_1=3
