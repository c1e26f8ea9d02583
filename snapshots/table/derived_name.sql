-- SQLite 3.30, SQLite 3.40
SELECT gs.x 
FROM generate_series(?, ?) AS gs(x)
-- generate_series_1=1, generate_series_2=5

-- PostgreSQL 13, PostgreSQL 18
SELECT gs.x 
FROM generate_series(%(generate_series_1)s::INTEGER, %(generate_series_2)s::INTEGER) AS gs(x)
-- generate_series_1=1, generate_series_2=5

-- MariaDB 10.4, MariaDB 10.11
SELECT gs.x 
FROM generate_series(%s, %s) AS gs(x)
-- generate_series_1=1, generate_series_2=5

-- Oracle 19, Oracle 23
SELECT gs.x 
FROM TABLE (generate_series(:generate_series_1, :generate_series_2)) gs(x)
-- generate_series_1=1, generate_series_2=5

-- SQL Server 2017, SQL Server 2022
SELECT gs.x 
FROM generate_series(:generate_series_1, :generate_series_2) AS gs(x)
-- generate_series_1=1, generate_series_2=5
