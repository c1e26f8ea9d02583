-- SQLite 3.30, SQLite 3.40
SELECT t.id AS id_1, t.id + ? AS anon_1 
FROM t
-- id_2=1

-- PostgreSQL 13, PostgreSQL 18
SELECT t.id AS id_1, t.id + %(id_2)s::INTEGER AS anon_1 
FROM t
-- id_2=1

-- MariaDB 10.4, MariaDB 10.11
SELECT t.id AS id_1, t.id + %s AS anon_1 
FROM t
-- id_2=1

-- Oracle 19, Oracle 23, SQL Server 2017, SQL Server 2022
SELECT t.id AS id_1, t.id + :id_2 AS anon_1 
FROM t
-- id_2=1
