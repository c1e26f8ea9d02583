-- SQLite 3.30, SQLite 3.40
SELECT count(t.id) FILTER (WHERE t.id > ?) AS anon_1 
FROM t
-- id_1=5

-- PostgreSQL 13, PostgreSQL 18
SELECT count(t.id) FILTER (WHERE t.id > %(id_1)s::INTEGER) AS anon_1 
FROM t
-- id_1=5

-- MariaDB 10.4, MariaDB 10.11
SELECT count(CASE WHEN (t.id > %s) THEN t.id END) AS anon_1 
FROM t
-- id_1=5

-- Oracle 19, SQL Server 2017, SQL Server 2022
SELECT count(CASE WHEN (t.id > :id_1) THEN t.id END) AS anon_1 
FROM t
-- id_1=5

-- Oracle 23
SELECT count(t.id) FILTER (WHERE t.id > :id_1) AS anon_1 
FROM t
-- id_1=5
