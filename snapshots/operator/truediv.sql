-- SQLite 3.30, SQLite 3.40
SELECT ? / (t.id + 0.0) AS anon_1, t.n / (t.n + 0.0) AS anon_2, t.id / ((t.o + ?) + 0.0) AS anon_3, (t.id + ?) / (? + 0.0) AS anon_4 
FROM t
-- id_1=7, o_1=1, id_2=1, param_1=2.5

-- PostgreSQL 13, PostgreSQL 18
SELECT %(id_1)s::INTEGER / CAST(t.id AS NUMERIC) AS anon_1, t.n / CAST(t.n AS NUMERIC(10, 2)) AS anon_2, t.id / CAST((t.o + %(o_1)s::INTEGER) AS NUMERIC) AS anon_3, (t.id + %(id_2)s::INTEGER) / CAST(%(param_1)s AS DOUBLE PRECISION) AS anon_4 
FROM t
-- id_1=7, o_1=1, id_2=1, param_1=2.5

-- MariaDB 10.4, MariaDB 10.11
SELECT %s / t.id AS anon_1, t.n / t.n AS anon_2, t.id / (t.o + %s) AS anon_3, (t.id + %s) / %s AS anon_4 
FROM t
-- id_1=7, o_1=1, id_2=1, param_1=2.5

-- Oracle 19, Oracle 23
SELECT :id_1 / t.id AS anon_1, t.n / t.n AS anon_2, t.id / (t.o + :o_1) AS anon_3, (t.id + :id_2) / :param_1 AS anon_4 
FROM t
-- id_1=7, o_1=1, id_2=1, param_1=2.5

-- SQL Server 2017, SQL Server 2022
SELECT :id_1 / (t.id + 0.0) AS anon_1, t.n / (t.n + 0.0) AS anon_2, t.id / ((t.o + :o_1) + 0.0) AS anon_3, (t.id + :id_2) / (:param_1 + 0.0) AS anon_4 
FROM t
-- id_1=7, o_1=1, id_2=1, param_1=2.5
