-- SQLite 3.30, SQLite 3.40
SELECT t.id 
FROM t ORDER BY t.id
 LIMIT ? OFFSET ?
-- param_1=0

-- PostgreSQL 13, PostgreSQL 18
SELECT t.id 
FROM t ORDER BY t.id 
 LIMIT %(q)s::INTEGER

-- MariaDB 10.4, MariaDB 10.11
SELECT t.id 
FROM t ORDER BY t.id 
 LIMIT %s

-- Oracle 19, Oracle 23
SELECT t.id 
FROM t ORDER BY t.id
 FETCH FIRST :q ROWS ONLY

-- SQL Server 2017, SQL Server 2022
SELECT t.id 
FROM t ORDER BY t.id
 OFFSET 0 ROWS
 FETCH FIRST :q ROWS ONLY
