-- SQLite 3.30, SQLite 3.40
SELECT t.id 
FROM t ORDER BY t.id
 LIMIT ? OFFSET ?
-- param_1=3, param_2=2

-- PostgreSQL 13, PostgreSQL 18
SELECT t.id 
FROM t ORDER BY t.id 
 LIMIT %(param_1)s::INTEGER OFFSET %(param_2)s::INTEGER
-- param_1=3, param_2=2

-- MariaDB 10.4, MariaDB 10.11
SELECT t.id 
FROM t ORDER BY t.id 
 LIMIT %s, %s
-- param_2=3, param_1=2

-- Oracle 19, Oracle 23
SELECT t.id 
FROM t ORDER BY t.id
 OFFSET __[POSTCOMPILE_param_1] ROWS
 FETCH FIRST __[POSTCOMPILE_param_2] ROWS ONLY
-- param_2=3, param_1=2

-- SQL Server 2017, SQL Server 2022
SELECT t.id 
FROM t ORDER BY t.id
 OFFSET :param_1 ROWS
 FETCH FIRST :param_2 ROWS ONLY
-- param_2=3, param_1=2
