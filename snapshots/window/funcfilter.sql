-- SQLite 3.30, SQLite 3.40
SELECT count(?) FILTER (WHERE t.name = ?) AS anon_1 
FROM t
-- count_1=1, name_1='x'

-- PostgreSQL 13, PostgreSQL 18
SELECT count(%(count_1)s::INTEGER) FILTER (WHERE t.name = %(name_1)s::VARCHAR) AS anon_1 
FROM t
-- count_1=1, name_1='x'

-- MariaDB 10.4, MariaDB 10.11
SELECT count(CASE WHEN (t.name = %s) THEN %s END) AS anon_1 
FROM t
-- count_1=1, name_1='x'

-- Oracle 19, SQL Server 2017, SQL Server 2022
SELECT count(CASE WHEN (t.name = :name_1) THEN :count_1 END) AS anon_1 
FROM t
-- count_1=1, name_1='x'

-- Oracle 23
SELECT count(:count_1) FILTER (WHERE t.name = :name_1) AS anon_1 
FROM t
-- count_1=1, name_1='x'
