-- SQLite 3.30, SQLite 3.40
SELECT t.id & ? AS anon_1, t.id -> ? AS anon_2 
FROM t
-- id_1=5, id_2='a'

-- PostgreSQL 13, PostgreSQL 18
SELECT t.id & %(id_1)s::INTEGER AS anon_1, t.id -> %(id_2)s::VARCHAR AS anon_2 
FROM t
-- id_1=5, id_2='a'

-- MariaDB 10.4, MariaDB 10.11
SELECT t.id & %s AS anon_1, t.id -> %s AS anon_2 
FROM t
-- id_1=5, id_2='a'

-- Oracle 19, SQL Server 2017, SQL Server 2022
SELECT t.id & :id_1 AS anon_1, CASE WHEN (t.id -> :id_2) THEN 1 ELSE 0 END AS anon_2 
FROM t
-- id_1=5, id_2='a'

-- Oracle 23
SELECT t.id & :id_1 AS anon_1, t.id -> :id_2 AS anon_2 
FROM t
-- id_1=5, id_2='a'
