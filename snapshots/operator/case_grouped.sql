-- SQLite 3.30, SQLite 3.40
SELECT t.id 
FROM t 
WHERE CASE WHEN (t.id = ?) THEN ? ELSE ? END + ? = ?
-- id_1=1, param_1=5, param_2=6, param_3=1, param_4=7

-- PostgreSQL 13, PostgreSQL 18
SELECT t.id 
FROM t 
WHERE CASE WHEN (t.id = %(id_1)s::INTEGER) THEN %(param_1)s::INTEGER ELSE %(param_2)s::INTEGER END + %(param_3)s::INTEGER = %(param_4)s::INTEGER
-- id_1=1, param_1=5, param_2=6, param_3=1, param_4=7

-- MariaDB 10.4, MariaDB 10.11
SELECT t.id 
FROM t 
WHERE CASE WHEN (t.id = %s) THEN %s ELSE %s END + %s = %s
-- id_1=1, param_1=5, param_2=6, param_3=1, param_4=7

-- Oracle 19, Oracle 23, SQL Server 2017, SQL Server 2022
SELECT t.id 
FROM t 
WHERE CASE WHEN (t.id = :id_1) THEN :param_1 ELSE :param_2 END + :param_3 = :param_4
-- id_1=1, param_1=5, param_2=6, param_3=1, param_4=7
