-- SQLite 3.30, SQLite 3.40
SELECT t_1.id 
FROM t AS t_1 TABLESAMPLE system(?)
-- system_1=5

-- PostgreSQL 13, PostgreSQL 18
SELECT t_1.id 
FROM t AS t_1 TABLESAMPLE system(%(system_1)s::INTEGER)
-- system_1=5

-- MariaDB 10.4, MariaDB 10.11
SELECT t_1.id 
FROM t AS t_1 TABLESAMPLE system(%s)
-- system_1=5

-- Oracle 19, Oracle 23
SELECT t_1.id 
FROM t t_1 TABLESAMPLE system(:system_1)
-- system_1=5

-- SQL Server 2017, SQL Server 2022
SELECT t_1.id 
FROM t AS t_1 TABLESAMPLE system(:system_1)
-- system_1=5
