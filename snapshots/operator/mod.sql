-- SQLite 3.30, SQLite 3.40
SELECT t.id % ? AS anon_1, (t.id + ?) % t.o AS anon_2, ? % t.id AS anon_3 
FROM t
-- id_1=2, id_2=1, id_3=5

-- PostgreSQL 13, PostgreSQL 18
SELECT t.id %% %(id_1)s::INTEGER AS anon_1, (t.id + %(id_2)s::INTEGER) %% t.o AS anon_2, %(id_3)s::INTEGER %% t.id AS anon_3 
FROM t
-- id_1=2, id_2=1, id_3=5

-- MariaDB 10.4, MariaDB 10.11
SELECT t.id %% %s AS anon_1, (t.id + %s) %% t.o AS anon_2, %s %% t.id AS anon_3 
FROM t
-- id_1=2, id_2=1, id_3=5

-- Oracle 19, Oracle 23
SELECT mod(t.id, :id_1) AS anon_1, mod((t.id + :id_2), t.o) AS anon_2, mod(:id_3, t.id) AS anon_3 
FROM t
-- id_1=2, id_2=1, id_3=5

-- SQL Server 2017, SQL Server 2022
SELECT t.id % :id_1 AS anon_1, (t.id + :id_2) % t.o AS anon_2, :id_3 % t.id AS anon_3 
FROM t
-- id_1=2, id_2=1, id_3=5
