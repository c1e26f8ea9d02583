-- SQLite 3.30, SQLite 3.40
SELECT coalesce(t.name, ?) AS coalesce_1 
FROM t
-- coalesce_2='none'

-- PostgreSQL 13, PostgreSQL 18
SELECT coalesce(t.name, %(coalesce_2)s::VARCHAR) AS coalesce_1 
FROM t
-- coalesce_2='none'

-- MariaDB 10.4, MariaDB 10.11
SELECT coalesce(t.name, %s) AS coalesce_1 
FROM t
-- coalesce_2='none'

-- Oracle 19, Oracle 23, SQL Server 2017, SQL Server 2022
SELECT coalesce(t.name, :coalesce_2) AS coalesce_1 
FROM t
-- coalesce_2='none'
