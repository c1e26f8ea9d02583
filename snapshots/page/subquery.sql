-- SQLite 3.30, SQLite 3.40
SELECT s.id 
FROM (SELECT t.id AS id 
FROM t ORDER BY t.id
 LIMIT ? OFFSET ?) AS s ORDER BY s.id
 LIMIT ? OFFSET ?
-- param_1=3, param_2=2, param_3=1, param_4=0

-- PostgreSQL 13, PostgreSQL 18
SELECT s.id 
FROM (SELECT t.id AS id 
FROM t ORDER BY t.id 
 LIMIT %(param_1)s::INTEGER) AS s ORDER BY s.id 
 LIMIT %(param_2)s::INTEGER OFFSET %(param_3)s::INTEGER
-- param_1=3, param_2=2, param_3=1

-- MariaDB 10.4, MariaDB 10.11
SELECT s.id 
FROM (SELECT t.id AS id 
FROM t ORDER BY t.id 
 LIMIT %s) AS s ORDER BY s.id 
 LIMIT %s, %s
-- param_1=3, param_3=2, param_2=1

-- Oracle 19, Oracle 23
SELECT s.id 
FROM (SELECT t.id AS id 
FROM t ORDER BY t.id
 FETCH FIRST __[POSTCOMPILE_param_1] ROWS ONLY) s ORDER BY s.id
 OFFSET __[POSTCOMPILE_param_2] ROWS
 FETCH FIRST __[POSTCOMPILE_param_3] ROWS ONLY
-- param_1=3, param_3=2, param_2=1

-- SQL Server 2017, SQL Server 2022
SELECT s.id 
FROM (SELECT TOP __[POSTCOMPILE_param_1] t.id AS id 
FROM t ORDER BY t.id) AS s ORDER BY s.id
 OFFSET :param_2 ROWS
 FETCH FIRST :param_3 ROWS ONLY
-- param_1=3, param_3=2, param_2=1
