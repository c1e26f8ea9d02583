-- SQLite 3.30, SQLite 3.40
SELECT t.name || ? AS anon_1, t.name || ? AS anon_2, t.name || t.name || ? AS anon_3 
FROM t
-- name_1='x', name_2='y', param_1='z'

-- PostgreSQL 13, PostgreSQL 18
SELECT t.name || %(name_1)s::VARCHAR AS anon_1, t.name || %(name_2)s::VARCHAR AS anon_2, t.name || t.name || %(param_1)s::VARCHAR AS anon_3 
FROM t
-- name_1='x', name_2='y', param_1='z'

-- MariaDB 10.4, MariaDB 10.11
SELECT concat(t.name, %s) AS anon_1, concat(t.name, %s) AS anon_2, concat(t.name, t.name, %s) AS anon_3 
FROM t
-- name_1='x', name_2='y', param_1='z'

-- Oracle 19, Oracle 23
SELECT t.name || :name_1 AS anon_1, t.name || :name_2 AS anon_2, t.name || t.name || :param_1 AS anon_3 
FROM t
-- name_1='x', name_2='y', param_1='z'

-- SQL Server 2017, SQL Server 2022
SELECT t.name + :name_1 AS anon_1, t.name + :name_2 AS anon_2, t.name + t.name + :param_1 AS anon_3 
FROM t
-- name_1='x', name_2='y', param_1='z'
