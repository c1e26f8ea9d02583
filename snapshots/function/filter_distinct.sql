-- SQLite 3.30, SQLite 3.40
SELECT count(DISTINCT t.o) FILTER (WHERE t.f = 1) AS anon_1 
FROM t

-- PostgreSQL 13, PostgreSQL 18, Oracle 23
SELECT count(DISTINCT t.o) FILTER (WHERE t.f) AS anon_1 
FROM t

-- MariaDB 10.4, MariaDB 10.11, Oracle 19, SQL Server 2017, SQL Server 2022
SELECT count(DISTINCT CASE WHEN (t.f = 1) THEN t.o END) AS anon_1 
FROM t
