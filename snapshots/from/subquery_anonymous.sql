-- SQLite 3.30, SQLite 3.40
SELECT anon_1.count_1, anon_1.anon_2, anon_1.id, anon_1.id_1 
FROM (SELECT count(*) AS count_1, t.id + ? AS anon_2, t.id AS id, p.id AS id_1 
FROM t, p) AS anon_1
-- id_2=1

-- PostgreSQL 13, PostgreSQL 18
SELECT anon_1.count_1, anon_1.anon_2, anon_1.id, anon_1.id_1 
FROM (SELECT count(*) AS count_1, t.id + %(id_2)s::INTEGER AS anon_2, t.id AS id, p.id AS id_1 
FROM t, p) AS anon_1
-- id_2=1

-- MariaDB 10.4, MariaDB 10.11
SELECT anon_1.count_1, anon_1.anon_2, anon_1.id, anon_1.id_1 
FROM (SELECT count(*) AS count_1, t.id + %s AS anon_2, t.id AS id, p.id AS id_1 
FROM t, p) AS anon_1
-- id_2=1

-- Oracle 19, Oracle 23
SELECT anon_1.count_1, anon_1.anon_2, anon_1.id, anon_1.id_1 
FROM (SELECT count(*) AS count_1, t.id + :id_2 AS anon_2, t.id AS id, p.id AS id_1 
FROM t, p) anon_1
-- id_2=1

-- SQL Server 2017, SQL Server 2022
SELECT anon_1.count_1, anon_1.anon_2, anon_1.id, anon_1.id_1 
FROM (SELECT count(*) AS count_1, t.id + :id_2 AS anon_2, t.id AS id, p.id AS id_1 
FROM t, p) AS anon_1
-- id_2=1
