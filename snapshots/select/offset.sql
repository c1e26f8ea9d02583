-- SQLite 3.30, SQLite 3.40
SELECT t.id 
FROM t ORDER BY t.id
 LIMIT ? OFFSET ?
-- param_2=5, param_1=-1

-- PostgreSQL 13, PostgreSQL 18
SELECT t.id 
FROM t ORDER BY t.id
 LIMIT ALL OFFSET %(param_1)s::INTEGER
-- param_1=5

-- MariaDB 10.4, MariaDB 10.11
SELECT t.id 
FROM t ORDER BY t.id 
 LIMIT %s, 18446744073709551615
-- param_1=5

-- Oracle 19, Oracle 23
SELECT t.id 
FROM t ORDER BY t.id
 OFFSET __[POSTCOMPILE_param_1] ROWS
-- param_1=5

-- SQL Server 2017, SQL Server 2022
SELECT t.id 
FROM t ORDER BY t.id
 OFFSET :param_1 ROWS
-- param_1=5
