-- SQLite 3.30, SQLite 3.40
SELECT t.id / ? AS anon_1, FLOOR(t.n / ?) AS anon_2, FLOOR(t.n / t.id) AS anon_3, ? / t.id AS anon_4 
FROM t
-- id_1=2, n_1=2, id_2=7

-- PostgreSQL 13, PostgreSQL 18
SELECT t.id / %(id_1)s::INTEGER AS anon_1, FLOOR(t.n / %(n_1)s::INTEGER) AS anon_2, FLOOR(t.n / t.id) AS anon_3, %(id_2)s::INTEGER / t.id AS anon_4 
FROM t
-- id_1=2, n_1=2, id_2=7

-- MariaDB 10.4, MariaDB 10.11
SELECT FLOOR(t.id / %s) AS anon_1, FLOOR(t.n / %s) AS anon_2, FLOOR(t.n / t.id) AS anon_3, FLOOR(%s / t.id) AS anon_4 
FROM t
-- id_1=2, n_1=2, id_2=7

-- Oracle 19, Oracle 23
SELECT FLOOR(t.id / :id_1) AS anon_1, FLOOR(t.n / :n_1) AS anon_2, FLOOR(t.n / t.id) AS anon_3, FLOOR(:id_2 / t.id) AS anon_4 
FROM t
-- id_1=2, n_1=2, id_2=7

-- SQL Server 2017, SQL Server 2022
SELECT t.id / :id_1 AS anon_1, FLOOR(t.n / :n_1) AS anon_2, FLOOR(t.n / t.id) AS anon_3, :id_2 / t.id AS anon_4 
FROM t
-- id_1=2, n_1=2, id_2=7
