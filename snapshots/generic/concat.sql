-- SQLite 3.30, SQLite 3.40
SELECT concat(t.name, ?) || ? AS anon_1 
FROM t
-- concat_1='x', concat_2='y'

-- PostgreSQL 13, PostgreSQL 18
SELECT concat(t.name, %(concat_1)s::VARCHAR) || %(concat_2)s::VARCHAR AS anon_1 
FROM t
-- concat_1='x', concat_2='y'

-- MariaDB 10.4, MariaDB 10.11
SELECT concat(concat(t.name, %s), %s) AS anon_1 
FROM t
-- concat_1='x', concat_2='y'

-- Oracle 19, Oracle 23
SELECT concat(t.name, :concat_1) || :concat_2 AS anon_1 
FROM t
-- concat_1='x', concat_2='y'

-- SQL Server 2017, SQL Server 2022
SELECT concat(t.name, :concat_1) + :concat_2 AS anon_1 
FROM t
-- concat_1='x', concat_2='y'
