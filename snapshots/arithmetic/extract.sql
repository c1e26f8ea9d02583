-- SQLite 3.30, SQLite 3.40
SELECT CAST(STRFTIME('%Y', t.d) AS INTEGER) AS anon_1 
FROM t

-- PostgreSQL 13, PostgreSQL 18, MariaDB 10.4, MariaDB 10.11, Oracle 19, Oracle 23
SELECT EXTRACT(year FROM t.d) AS anon_1 
FROM t

-- SQL Server 2017, SQL Server 2022
SELECT DATEPART(year, t.d) AS anon_1 
FROM t
