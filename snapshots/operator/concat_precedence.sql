-- SQLite 3.30, SQLite 3.40
SELECT (t.name || ?) LIKE ? AS anon_1, (t.name || t.name) = ? AS anon_2 
FROM t
-- name_1='a', param_1='x', param_2='q'

-- PostgreSQL 13, PostgreSQL 18
SELECT (t.name || %(name_1)s::VARCHAR) LIKE %(param_1)s::VARCHAR AS anon_1, (t.name || t.name) = %(param_2)s::VARCHAR AS anon_2 
FROM t
-- name_1='a', param_1='x', param_2='q'

-- MariaDB 10.4, MariaDB 10.11
SELECT (concat(t.name, %s)) LIKE %s AS anon_1, (concat(t.name, t.name)) = %s AS anon_2 
FROM t
-- name_1='a', param_1='x', param_2='q'

-- Oracle 19
SELECT CASE WHEN ((t.name || :name_1) LIKE :param_1) THEN 1 ELSE 0 END AS anon_1, CASE WHEN ((t.name || t.name) = :param_2) THEN 1 ELSE 0 END AS anon_2 
FROM t
-- name_1='a', param_1='x', param_2='q'

-- Oracle 23
SELECT (t.name || :name_1) LIKE :param_1 AS anon_1, (t.name || t.name) = :param_2 AS anon_2 
FROM t
-- name_1='a', param_1='x', param_2='q'

-- SQL Server 2017, SQL Server 2022
SELECT CASE WHEN ((t.name + :name_1) LIKE :param_1) THEN 1 ELSE 0 END AS anon_1, CASE WHEN ((t.name + t.name) = :param_2) THEN 1 ELSE 0 END AS anon_2 
FROM t
-- name_1='a', param_1='x', param_2='q'
