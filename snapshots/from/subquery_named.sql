-- SQLite 3.30, SQLite 3.40, PostgreSQL 13, PostgreSQL 18, MariaDB 10.4, MariaDB 10.11, SQL Server 2017, SQL Server 2022
SELECT s.id, s.id_1 
FROM (SELECT t.id AS id, p.id AS id_1 
FROM t, p) AS s

-- Oracle 19, Oracle 23
SELECT s.id, s.id_1 
FROM (SELECT t.id AS id, p.id AS id_1 
FROM t, p) s
