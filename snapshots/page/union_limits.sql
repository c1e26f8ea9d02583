-- SQLite 3.30, SQLite 3.40
SELECT * 
FROM (SELECT t.id 
FROM t ORDER BY t.id
 LIMIT ? OFFSET ?) AS anon_1 UNION ALL SELECT * 
FROM (SELECT p.id 
FROM p
 LIMIT ? OFFSET ?) AS anon_2
-- param_1=1, param_2=2, param_3=0, param_4=0

-- PostgreSQL 13, PostgreSQL 18
(SELECT t.id 
FROM t ORDER BY t.id 
 LIMIT %(param_1)s::INTEGER) UNION ALL (SELECT p.id 
FROM p 
 LIMIT %(param_2)s::INTEGER)
-- param_1=1, param_2=2

-- MariaDB 10.4, MariaDB 10.11
(SELECT t.id 
FROM t ORDER BY t.id 
 LIMIT %s) UNION ALL (SELECT p.id 
FROM p 
 LIMIT %s)
-- param_1=1, param_2=2

-- Oracle 19, Oracle 23
(SELECT t.id 
FROM t ORDER BY t.id
 FETCH FIRST __[POSTCOMPILE_param_1] ROWS ONLY) UNION ALL (SELECT p.id 
FROM p
 FETCH FIRST __[POSTCOMPILE_param_2] ROWS ONLY)
-- param_1=1, param_2=2

-- SQL Server 2017, SQL Server 2022
SELECT * 
FROM (SELECT TOP __[POSTCOMPILE_param_1] t.id 
FROM t ORDER BY t.id) AS anon_1 UNION ALL SELECT * 
FROM (SELECT TOP __[POSTCOMPILE_param_2] p.id 
FROM p) AS anon_2
-- param_1=1, param_2=2
