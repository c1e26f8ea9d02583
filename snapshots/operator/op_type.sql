-- SQLite 3.30, SQLite 3.40
SELECT (t.id @@ ?) || ? AS anon_1 
FROM t
-- id_1='q', param_1='x'

-- PostgreSQL 13, PostgreSQL 18
SELECT (t.id @@ %(id_1)s::VARCHAR) || %(param_1)s::VARCHAR AS anon_1 
FROM t
-- id_1='q', param_1='x'

-- MariaDB 10.4, MariaDB 10.11
SELECT concat((t.id @@ %s), %s) AS anon_1 
FROM t
-- id_1='q', param_1='x'

-- Oracle 19, Oracle 23
SELECT (t.id @@ :id_1) || :param_1 AS anon_1 
FROM t
-- id_1='q', param_1='x'

-- SQL Server 2017, SQL Server 2022
SELECT (t.id @@ :id_1) + :param_1 AS anon_1 
FROM t
-- id_1='q', param_1='x'
