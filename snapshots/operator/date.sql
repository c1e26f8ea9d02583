-- SQLite 3.30, SQLite 3.40, Oracle 19, Oracle 23, SQL Server 2017, SQL Server 2022
SELECT t.d - t.d AS anon_1, t.d + CURRENT_TIMESTAMP AS anon_2 
FROM t

-- PostgreSQL 13, PostgreSQL 18, MariaDB 10.4, MariaDB 10.11
SELECT t.d - t.d AS anon_1, t.d + now() AS anon_2 
FROM t
