-- SQLite 3.30, SQLite 3.40
SELECT lag(t.id, ?) OVER (ORDER BY t.d) AS anon_1 
FROM t
-- lag_1=1

-- PostgreSQL 13, PostgreSQL 18
SELECT lag(t.id, %(lag_1)s::INTEGER) OVER (ORDER BY t.d) AS anon_1 
FROM t
-- lag_1=1

-- MariaDB 10.4, MariaDB 10.11
SELECT lag(t.id, %s) OVER (ORDER BY t.d) AS anon_1 
FROM t
-- lag_1=1

-- Oracle 19, Oracle 23, SQL Server 2017, SQL Server 2022
SELECT lag(t.id, :lag_1) OVER (ORDER BY t.d) AS anon_1 
FROM t
-- lag_1=1
