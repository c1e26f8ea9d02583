-- SQLite 3.30, SQLite 3.40
SELECT CAST(STRFTIME('%Y', t.d) AS INTEGER) AS anon_1, CAST(STRFTIME('%m', t.d) AS INTEGER) AS anon_2, CAST(STRFTIME('%d', t.d) AS INTEGER) AS anon_3, CAST(STRFTIME('%H', t.d) AS INTEGER) AS anon_4, CAST(STRFTIME('%M', t.d) AS INTEGER) AS anon_5, CAST(STRFTIME('%S', t.d) AS INTEGER) AS anon_6 
FROM t

-- PostgreSQL 13, PostgreSQL 18, MariaDB 10.4, MariaDB 10.11, Oracle 19, Oracle 23
SELECT EXTRACT(year FROM t.d) AS anon_1, EXTRACT(month FROM t.d) AS anon_2, EXTRACT(day FROM t.d) AS anon_3, EXTRACT(hour FROM t.d) AS anon_4, EXTRACT(minute FROM t.d) AS anon_5, EXTRACT(second FROM t.d) AS anon_6 
FROM t

-- SQL Server 2017, SQL Server 2022
SELECT DATEPART(year, t.d) AS anon_1, DATEPART(month, t.d) AS anon_2, DATEPART(day, t.d) AS anon_3, DATEPART(hour, t.d) AS anon_4, DATEPART(minute, t.d) AS anon_5, DATEPART(second, t.d) AS anon_6 
FROM t
