-- SQLite 3.30, SQLite 3.40
SELECT t.id % ? AS anon_1, a % b, c % d, "e%f" 
FROM t
-- id_1=5

-- PostgreSQL 13, PostgreSQL 18
SELECT t.id %% %(id_1)s::INTEGER AS anon_1, a %% b, c %% d, "e%%f" 
FROM t
-- id_1=5

-- MariaDB 10.4, MariaDB 10.11
SELECT t.id %% %s AS anon_1, a %% b, c %% d, `e%%f` 
FROM t
-- id_1=5

-- Oracle 19, Oracle 23
SELECT t.id % :id_1 AS anon_1, a % b, c % d, "e%f" 
FROM t
-- id_1=5

-- SQL Server 2017, SQL Server 2022
SELECT t.id % :id_1 AS anon_1, a % b, c % d, [e%f] 
FROM t
-- id_1=5
