-- SQLite 3.30, SQLite 3.40
SELECT CASE WHEN (t.id = ?) THEN CASE WHEN (t.o = ?) THEN ? ELSE ? END ELSE NULL END AS anon_1 
FROM t
-- id_1=1, o_1=2, param_1='a', param_2='b'

-- PostgreSQL 13, PostgreSQL 18
SELECT CASE WHEN (t.id = %(id_1)s::INTEGER) THEN CASE WHEN (t.o = %(o_1)s::INTEGER) THEN %(param_1)s::VARCHAR ELSE %(param_2)s::VARCHAR END ELSE NULL END AS anon_1 
FROM t
-- id_1=1, o_1=2, param_1='a', param_2='b'

-- MariaDB 10.4, MariaDB 10.11
SELECT CASE WHEN (t.id = %s) THEN CASE WHEN (t.o = %s) THEN %s ELSE %s END ELSE NULL END AS anon_1 
FROM t
-- id_1=1, o_1=2, param_1='a', param_2='b'

-- Oracle 19, Oracle 23, SQL Server 2017, SQL Server 2022
SELECT CASE WHEN (t.id = :id_1) THEN CASE WHEN (t.o = :o_1) THEN :param_1 ELSE :param_2 END ELSE NULL END AS anon_1 
FROM t
-- id_1=1, o_1=2, param_1='a', param_2='b'
