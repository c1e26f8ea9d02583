-- SQLite 3.30, SQLite 3.40
SELECT anon_1.x 
FROM generate_series(?, ?) AS anon_1(x)
-- generate_series_1=1, generate_series_2=5

-- PostgreSQL 13, PostgreSQL 18
SELECT anon_1.x 
FROM generate_series(%(generate_series_1)s::INTEGER, %(generate_series_2)s::INTEGER) AS anon_1(x)
-- generate_series_1=1, generate_series_2=5

-- MariaDB 10.4, MariaDB 10.11
SELECT anon_1.x 
FROM generate_series(%s, %s) AS anon_1(x)
-- generate_series_1=1, generate_series_2=5

-- Oracle 19, Oracle 23
SELECT anon_1.x 
FROM TABLE (generate_series(:generate_series_1, :generate_series_2)) anon_1(x)
-- generate_series_1=1, generate_series_2=5

-- SQL Server 2017, SQL Server 2022
SELECT anon_1.x 
FROM generate_series(:generate_series_1, :generate_series_2) AS anon_1(x)
-- generate_series_1=1, generate_series_2=5
