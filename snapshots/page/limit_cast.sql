-- SQLite 3.30, SQLite 3.40
SELECT t.id 
FROM t ORDER BY t.id
 LIMIT CAST(? AS INTEGER) OFFSET ?
-- param_1='5', param_2=0

-- PostgreSQL 13, PostgreSQL 18
SELECT t.id 
FROM t ORDER BY t.id 
 LIMIT CAST(%(param_1)s::INTEGER AS INTEGER)
-- param_1='5'

-- MariaDB 10.4, MariaDB 10.11
SELECT t.id 
FROM t ORDER BY t.id 
 LIMIT CAST(%s AS SIGNED INTEGER)
-- param_1='5'

-- Oracle 19, Oracle 23
SELECT t.id 
FROM t ORDER BY t.id
 FETCH FIRST CAST(:param_1 AS INTEGER) ROWS ONLY
-- param_1='5'

-- SQL Server 2017, SQL Server 2022
SELECT t.id 
FROM t ORDER BY t.id
 OFFSET 0 ROWS
 FETCH FIRST CAST(:param_1 AS INTEGER) ROWS ONLY
-- param_1='5'
