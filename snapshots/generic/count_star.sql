-- SQLite 3.30, SQLite 3.40
SELECT count(?) AS count_1 
FROM t
-- count_2='*'

-- PostgreSQL 13, PostgreSQL 18
SELECT count(%(count_2)s::VARCHAR) AS count_1 
FROM t
-- count_2='*'

-- MariaDB 10.4, MariaDB 10.11
SELECT count(%s) AS count_1 
FROM t
-- count_2='*'

-- Oracle 19, Oracle 23, SQL Server 2017, SQL Server 2022
SELECT count(:count_2) AS count_1 
FROM t
-- count_2='*'
