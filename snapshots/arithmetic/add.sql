-- SQLite 3.30, SQLite 3.40
SELECT t.id + ? AS anon_1, t.id - ? AS anon_2, t.id * ? AS anon_3, t.id % ? AS anon_4 
FROM t
-- id_1=1, id_2=1, id_3=2, id_4=3

-- PostgreSQL 13, PostgreSQL 18
SELECT t.id + %(id_1)s::INTEGER AS anon_1, t.id - %(id_2)s::INTEGER AS anon_2, t.id * %(id_3)s::INTEGER AS anon_3, t.id %% %(id_4)s::INTEGER AS anon_4 
FROM t
-- id_1=1, id_2=1, id_3=2, id_4=3

-- MariaDB 10.4, MariaDB 10.11
SELECT t.id + %s AS anon_1, t.id - %s AS anon_2, t.id * %s AS anon_3, t.id %% %s AS anon_4 
FROM t
-- id_1=1, id_2=1, id_3=2, id_4=3

-- Oracle 19, Oracle 23
SELECT t.id + :id_1 AS anon_1, t.id - :id_2 AS anon_2, t.id * :id_3 AS anon_3, mod(t.id, :id_4) AS anon_4 
FROM t
-- id_1=1, id_2=1, id_3=2, id_4=3

-- SQL Server 2017, SQL Server 2022
SELECT t.id + :id_1 AS anon_1, t.id - :id_2 AS anon_2, t.id * :id_3 AS anon_3, t.id % :id_4 AS anon_4 
FROM t
-- id_1=1, id_2=1, id_3=2, id_4=3
