-- SQLite 3.30, SQLite 3.40
SELECT t.id 
FROM t 
WHERE t.id & (t.o + ?) = ? AND ~(t.id + ?) > ?
-- o_1=1, param_1=1, id_1=1, param_2=2

-- PostgreSQL 13, PostgreSQL 18
SELECT t.id 
FROM t 
WHERE t.id & (t.o + %(o_1)s::INTEGER) = %(param_1)s::INTEGER AND ~(t.id + %(id_1)s::INTEGER) > %(param_2)s::INTEGER
-- o_1=1, param_1=1, id_1=1, param_2=2

-- MariaDB 10.4, MariaDB 10.11
SELECT t.id 
FROM t 
WHERE t.id & (t.o + %s) = %s AND ~(t.id + %s) > %s
-- o_1=1, param_1=1, id_1=1, param_2=2

-- Oracle 19, Oracle 23
-- refused: Oracle does not support the bitwise NOT; write -x - 1

-- SQL Server 2017, SQL Server 2022
SELECT t.id 
FROM t 
WHERE t.id & (t.o + :o_1) = :param_1 AND ~(t.id + :id_1) > :param_2
-- o_1=1, param_1=1, id_1=1, param_2=2
