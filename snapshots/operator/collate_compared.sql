-- SQLite 3.30, SQLite 3.40
SELECT t.id 
FROM t 
WHERE (t.name COLLATE "C") = ? AND (t.name COLLATE "de_DE") > ?
-- param_1='x', param_2='q'

-- PostgreSQL 13, PostgreSQL 18
SELECT t.id 
FROM t 
WHERE (t.name COLLATE "C") = %(param_1)s::VARCHAR AND (t.name COLLATE "de_DE") > %(param_2)s::VARCHAR
-- param_1='x', param_2='q'

-- MariaDB 10.4, MariaDB 10.11
SELECT t.id 
FROM t 
WHERE (t.name COLLATE `C`) = %s AND (t.name COLLATE `de_DE`) > %s
-- param_1='x', param_2='q'

-- Oracle 19, Oracle 23
SELECT t.id 
FROM t 
WHERE (t.name COLLATE "C") = :param_1 AND (t.name COLLATE "de_DE") > :param_2
-- param_1='x', param_2='q'

-- SQL Server 2017, SQL Server 2022
SELECT t.id 
FROM t 
WHERE (t.name COLLATE C) = :param_1 AND (t.name COLLATE de_DE) > :param_2
-- param_1='x', param_2='q'
