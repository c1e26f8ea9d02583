-- SQLite 3.30, SQLite 3.40
SELECT anon_1.v, anon_1.n 
FROM generate_series(?, ?, ?) WITH ORDINALITY AS anon_1(v, n)
-- generate_series_1=4, generate_series_2=1, generate_series_3=-1

-- PostgreSQL 13, PostgreSQL 18
SELECT anon_1.v, anon_1.n 
FROM generate_series(%(generate_series_1)s::INTEGER, %(generate_series_2)s::INTEGER, %(generate_series_3)s::INTEGER) WITH ORDINALITY AS anon_1(v, n)
-- generate_series_1=4, generate_series_2=1, generate_series_3=-1

-- MariaDB 10.4, MariaDB 10.11
SELECT anon_1.v, anon_1.n 
FROM generate_series(%s, %s, %s) WITH ORDINALITY AS anon_1(v, n)
-- generate_series_1=4, generate_series_2=1, generate_series_3=-1

-- Oracle 19, Oracle 23
SELECT anon_1.v, anon_1.n 
FROM TABLE (generate_series(:generate_series_1, :generate_series_2, :generate_series_3) WITH ORDINALITY) anon_1(v, n)
-- generate_series_1=4, generate_series_2=1, generate_series_3=-1

-- SQL Server 2017, SQL Server 2022
SELECT anon_1.v, anon_1.n 
FROM generate_series(:generate_series_1, :generate_series_2, :generate_series_3) WITH ORDINALITY AS anon_1(v, n)
-- generate_series_1=4, generate_series_2=1, generate_series_3=-1
