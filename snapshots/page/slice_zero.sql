-- SQLite 3.30, SQLite 3.40
SELECT t.id 
FROM t ORDER BY t.id
 LIMIT ? OFFSET ?
-- param_1=5, param_2=0

-- PostgreSQL 13, PostgreSQL 18
SELECT t.id 
FROM t ORDER BY t.id 
 LIMIT %(param_1)s::INTEGER
-- param_1=5

-- MariaDB 10.4, MariaDB 10.11
SELECT t.id 
FROM t ORDER BY t.id 
 LIMIT %s
-- param_1=5

-- Oracle 19, Oracle 23
SELECT t.id 
FROM t ORDER BY t.id
 FETCH FIRST __[POSTCOMPILE_param_1] ROWS ONLY
-- param_1=5

-- SQL Server 2017, SQL Server 2022
SELECT TOP __[POSTCOMPILE_param_1] t.id 
FROM t ORDER BY t.id
-- param_1=5
