-- SQLite 3.30, SQLite 3.40
SELECT t.id & ? AS anon_1, t.id | ? AS anon_2 
FROM t
-- id_1=5, id_2=6

-- PostgreSQL 13, PostgreSQL 18
SELECT t.id & %(id_1)s::INTEGER AS anon_1, t.id | %(id_2)s::INTEGER AS anon_2 
FROM t
-- id_1=5, id_2=6

-- MariaDB 10.4, MariaDB 10.11
SELECT t.id & %s AS anon_1, t.id | %s AS anon_2 
FROM t
-- id_1=5, id_2=6

-- Oracle 19, Oracle 23
SELECT BITAND(t.id, :id_1) AS anon_1, BITOR(t.id, :id_2) AS anon_2 
FROM t
-- id_1=5, id_2=6

-- SQL Server 2017, SQL Server 2022
SELECT t.id & :id_1 AS anon_1, t.id | :id_2 AS anon_2 
FROM t
-- id_1=5, id_2=6
