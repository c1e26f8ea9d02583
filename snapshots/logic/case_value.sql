-- SQLite 3.30, SQLite 3.40
SELECT CASE t.id WHEN ? THEN ? WHEN ? THEN ? ELSE t.name END AS anon_1 
FROM t
-- param_1=1, param_2='a', param_3=2, param_4='b'

-- PostgreSQL 13, PostgreSQL 18
SELECT CASE t.id WHEN %(param_1)s::INTEGER THEN %(param_2)s::VARCHAR WHEN %(param_3)s::INTEGER THEN %(param_4)s::VARCHAR ELSE t.name END AS anon_1 
FROM t
-- param_1=1, param_2='a', param_3=2, param_4='b'

-- MariaDB 10.4, MariaDB 10.11
SELECT CASE t.id WHEN %s THEN %s WHEN %s THEN %s ELSE t.name END AS anon_1 
FROM t
-- param_1=1, param_2='a', param_3=2, param_4='b'

-- Oracle 19, Oracle 23, SQL Server 2017, SQL Server 2022
SELECT CASE t.id WHEN :param_1 THEN :param_2 WHEN :param_3 THEN :param_4 ELSE t.name END AS anon_1 
FROM t
-- param_1=1, param_2='a', param_3=2, param_4='b'
