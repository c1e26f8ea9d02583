-- SQLite 3.30, SQLite 3.40
SELECT t.id 
FROM t 
WHERE (t.id, t.name) = (?, ?) AND (t.id, t.name) > (?, ?)
-- param_1=1, param_2='x', param_3=2, param_4='y'

-- PostgreSQL 13, PostgreSQL 18
SELECT t.id 
FROM t 
WHERE (t.id, t.name) = (%(param_1)s::INTEGER, %(param_2)s::VARCHAR) AND (t.id, t.name) > (%(param_3)s::INTEGER, %(param_4)s::VARCHAR)
-- param_1=1, param_2='x', param_3=2, param_4='y'

-- MariaDB 10.4, MariaDB 10.11
SELECT t.id 
FROM t 
WHERE (t.id, t.name) = (%s, %s) AND (t.id, t.name) > (%s, %s)
-- param_1=1, param_2='x', param_3=2, param_4='y'

-- Oracle 19, Oracle 23, SQL Server 2017, SQL Server 2022
SELECT t.id 
FROM t 
WHERE (t.id = :param_1 AND t.name = :param_2) AND (t.id > :param_3 OR t.id = :param_3 AND t.name > :param_4)
-- param_1=1, param_2='x', param_3=2, param_4='y'
