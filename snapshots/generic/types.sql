-- SQLite 3.30, SQLite 3.40
SELECT sum(t.id) + ? AS anon_1, max(t.name) || ? AS anon_2, length(t.name) / (? + 0.0) AS anon_3 
FROM t
-- sum_1=1, max_1='x', length_1=2

-- PostgreSQL 13, PostgreSQL 18
SELECT sum(t.id) + %(sum_1)s::INTEGER AS anon_1, max(t.name) || %(max_1)s::VARCHAR AS anon_2, length(t.name) / CAST(%(length_1)s::INTEGER AS NUMERIC) AS anon_3 
FROM t
-- sum_1=1, max_1='x', length_1=2

-- MariaDB 10.4, MariaDB 10.11
SELECT sum(t.id) + %s AS anon_1, concat(max(t.name), %s) AS anon_2, length(t.name) / %s AS anon_3 
FROM t
-- sum_1=1, max_1='x', length_1=2

-- Oracle 19, Oracle 23
SELECT sum(t.id) + :sum_1 AS anon_1, max(t.name) || :max_1 AS anon_2, length(t.name) / :length_1 AS anon_3 
FROM t
-- sum_1=1, max_1='x', length_1=2

-- SQL Server 2017, SQL Server 2022
SELECT sum(t.id) + :sum_1 AS anon_1, max(t.name) + :max_1 AS anon_2, LEN(t.name) / (:length_1 + 0.0) AS anon_3 
FROM t
-- sum_1=1, max_1='x', length_1=2
