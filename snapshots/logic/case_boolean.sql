-- SQLite 3.30, SQLite 3.40
SELECT CASE WHEN (t.id > ?) THEN ? WHEN (t.id > ?) THEN ? ELSE ? END AS anon_1 
FROM t
-- id_1=1, param_1='a', id_2=2, param_2='b', param_3='c'

-- PostgreSQL 13, PostgreSQL 18
SELECT CASE WHEN (t.id > %(id_1)s::INTEGER) THEN %(param_1)s::VARCHAR WHEN (t.id > %(id_2)s::INTEGER) THEN %(param_2)s::VARCHAR ELSE %(param_3)s::VARCHAR END AS anon_1 
FROM t
-- id_1=1, param_1='a', id_2=2, param_2='b', param_3='c'

-- MariaDB 10.4, MariaDB 10.11
SELECT CASE WHEN (t.id > %s) THEN %s WHEN (t.id > %s) THEN %s ELSE %s END AS anon_1 
FROM t
-- id_1=1, param_1='a', id_2=2, param_2='b', param_3='c'

-- Oracle 19, Oracle 23, SQL Server 2017, SQL Server 2022
SELECT CASE WHEN (t.id > :id_1) THEN :param_1 WHEN (t.id > :id_2) THEN :param_2 ELSE :param_3 END AS anon_1 
FROM t
-- id_1=1, param_1='a', id_2=2, param_2='b', param_3='c'
