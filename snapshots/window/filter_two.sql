-- SQLite 3.30, SQLite 3.40
SELECT sum(t.id) FILTER (WHERE t.id > ? AND t.name = ?) AS anon_1 
FROM t
-- id_1=5, name_1='x'

-- PostgreSQL 13, PostgreSQL 18
SELECT sum(t.id) FILTER (WHERE t.id > %(id_1)s::INTEGER AND t.name = %(name_1)s::VARCHAR) AS anon_1 
FROM t
-- id_1=5, name_1='x'

-- MariaDB 10.4, MariaDB 10.11
SELECT sum(CASE WHEN (t.id > %s AND t.name = %s) THEN t.id END) AS anon_1 
FROM t
-- id_1=5, name_1='x'

-- Oracle 19, SQL Server 2017, SQL Server 2022
SELECT sum(CASE WHEN (t.id > :id_1 AND t.name = :name_1) THEN t.id END) AS anon_1 
FROM t
-- id_1=5, name_1='x'

-- Oracle 23
SELECT sum(t.id) FILTER (WHERE t.id > :id_1 AND t.name = :name_1) AS anon_1 
FROM t
-- id_1=5, name_1='x'
