-- SQLite 3.30, SQLite 3.40
SELECT lower(t.name) AS lower_1, lower(?) AS lower_2 
FROM t
-- lower_3='X'

-- PostgreSQL 13, PostgreSQL 18
SELECT lower(t.name) AS lower_1, lower(%(lower_3)s::VARCHAR) AS lower_2 
FROM t
-- lower_3='X'

-- MariaDB 10.4, MariaDB 10.11
SELECT lower(t.name) AS lower_1, lower(%s) AS lower_2 
FROM t
-- lower_3='X'

-- Oracle 19, Oracle 23, SQL Server 2017, SQL Server 2022
SELECT lower(t.name) AS lower_1, lower(:lower_3) AS lower_2 
FROM t
-- lower_3='X'
