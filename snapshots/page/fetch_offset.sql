-- SQLite 3.30, SQLite 3.40
SELECT t.id 
FROM t ORDER BY t.id
 OFFSET ? ROWS
 FETCH FIRST ? ROWS ONLY
-- param_1=3, param_2=5

-- PostgreSQL 13, PostgreSQL 18
SELECT t.id 
FROM t ORDER BY t.id
 OFFSET (%(param_1)s::INTEGER) ROWS
 FETCH FIRST (%(param_2)s::INTEGER) ROWS ONLY
-- param_1=3, param_2=5

-- MariaDB 10.4, MariaDB 10.11
SELECT t.id 
FROM t ORDER BY t.id
 OFFSET %s ROWS
 FETCH FIRST %s ROWS ONLY
-- param_1=3, param_2=5

-- Oracle 19, Oracle 23
SELECT t.id 
FROM t ORDER BY t.id
 OFFSET __[POSTCOMPILE_param_1] ROWS
 FETCH FIRST __[POSTCOMPILE_param_2] ROWS ONLY
-- param_1=3, param_2=5

-- SQL Server 2017, SQL Server 2022
SELECT t.id 
FROM t ORDER BY t.id
 OFFSET :param_1 ROWS
 FETCH FIRST :param_2 ROWS ONLY
-- param_1=3, param_2=5
