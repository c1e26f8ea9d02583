-- SQLite 3.30, SQLite 3.40
SELECT t.id AS t_id, p.id AS p_id, t.id + ? AS anon_1, max(t.id) AS max_1 
FROM t, p
-- id_1=1

-- PostgreSQL 13, PostgreSQL 18
SELECT t.id AS t_id, p.id AS p_id, t.id + %(id_1)s::INTEGER AS anon_1, max(t.id) AS max_1 
FROM t, p
-- id_1=1

-- MariaDB 10.4, MariaDB 10.11
SELECT t.id AS t_id, p.id AS p_id, t.id + %s AS anon_1, max(t.id) AS max_1 
FROM t, p
-- id_1=1

-- Oracle 19, Oracle 23, SQL Server 2017, SQL Server 2022
SELECT t.id AS t_id, p.id AS p_id, t.id + :id_1 AS anon_1, max(t.id) AS max_1 
FROM t, p
-- id_1=1
