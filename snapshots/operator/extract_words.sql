-- SQLite 3.30, SQLite 3.40
SELECT CAST(STRFTIME('%w', t.d) AS INTEGER) AS anon_1, CAST(STRFTIME('%j', t.d) AS INTEGER) AS anon_2, CAST(STRFTIME('%W', t.d) AS INTEGER) AS anon_3 
FROM t

-- PostgreSQL 13, PostgreSQL 18, MariaDB 10.4, MariaDB 10.11, Oracle 19, Oracle 23
SELECT EXTRACT(dow FROM t.d) AS anon_1, EXTRACT(doy FROM t.d) AS anon_2, EXTRACT(week FROM t.d) AS anon_3 
FROM t

-- SQL Server 2017, SQL Server 2022
SELECT DATEPART(weekday, t.d) AS anon_1, DATEPART(dayofyear, t.d) AS anon_2, DATEPART(week, t.d) AS anon_3 
FROM t
