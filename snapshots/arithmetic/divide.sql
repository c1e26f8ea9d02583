-- SQLite 3.30, SQLite 3.40
SELECT t.id / (? + 0.0) AS anon_1, t.n / (? + 0.0) AS anon_2, t.id / (t.n + 0.0) AS anon_3, t.id / ? AS anon_4 
FROM t
-- id_1=2, n_1=2, id_2=2

-- PostgreSQL 13, PostgreSQL 18
SELECT t.id / CAST(%(id_1)s::INTEGER AS NUMERIC) AS anon_1, t.n / CAST(%(n_1)s::INTEGER AS NUMERIC) AS anon_2, t.id / CAST(t.n AS NUMERIC(10, 2)) AS anon_3, t.id / %(id_2)s::INTEGER AS anon_4 
FROM t
-- id_1=2, n_1=2, id_2=2

-- MariaDB 10.4, MariaDB 10.11
SELECT t.id / %s AS anon_1, t.n / %s AS anon_2, t.id / t.n AS anon_3, FLOOR(t.id / %s) AS anon_4 
FROM t
-- id_1=2, n_1=2, id_2=2

-- Oracle 19, Oracle 23
SELECT t.id / :id_1 AS anon_1, t.n / :n_1 AS anon_2, t.id / t.n AS anon_3, FLOOR(t.id / :id_2) AS anon_4 
FROM t
-- id_1=2, n_1=2, id_2=2

-- SQL Server 2017, SQL Server 2022
SELECT t.id / (:id_1 + 0.0) AS anon_1, t.n / (:n_1 + 0.0) AS anon_2, t.id / (t.n + 0.0) AS anon_3, t.id / :id_2 AS anon_4 
FROM t
-- id_1=2, n_1=2, id_2=2
