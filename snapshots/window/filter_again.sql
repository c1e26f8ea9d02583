-- SQLite 3.30, SQLite 3.40
SELECT sum(t.id) FILTER (WHERE t.id > ? AND t.id < ?) AS anon_1 
FROM t
-- id_1=5, id_2=9

-- PostgreSQL 13, PostgreSQL 18
SELECT sum(t.id) FILTER (WHERE t.id > %(id_1)s::INTEGER AND t.id < %(id_2)s::INTEGER) AS anon_1 
FROM t
-- id_1=5, id_2=9

-- MariaDB 10.4, MariaDB 10.11
SELECT sum(CASE WHEN (t.id > %s AND t.id < %s) THEN t.id END) AS anon_1 
FROM t
-- id_1=5, id_2=9

-- Oracle 19, SQL Server 2017, SQL Server 2022
SELECT sum(CASE WHEN (t.id > :id_1 AND t.id < :id_2) THEN t.id END) AS anon_1 
FROM t
-- id_1=5, id_2=9

-- Oracle 23
SELECT sum(t.id) FILTER (WHERE t.id > :id_1 AND t.id < :id_2) AS anon_1 
FROM t
-- id_1=5, id_2=9
