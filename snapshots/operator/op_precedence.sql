-- SQLite 3.30, SQLite 3.40
SELECT (t.id + ?) ^ ? AS anon_1, (t.id @> t.o + ?) + ? AS anon_2 
FROM t
-- id_1=1, param_1=5, o_1=2, param_2=1

-- PostgreSQL 13, PostgreSQL 18
SELECT (t.id + %(id_1)s::INTEGER) ^ %(param_1)s::INTEGER AS anon_1, (t.id @> t.o + %(o_1)s::INTEGER) + %(param_2)s::INTEGER AS anon_2 
FROM t
-- id_1=1, param_1=5, o_1=2, param_2=1

-- MariaDB 10.4, MariaDB 10.11
SELECT (t.id + %s) ^ %s AS anon_1, (t.id @> t.o + %s) + %s AS anon_2 
FROM t
-- id_1=1, param_1=5, o_1=2, param_2=1

-- Oracle 19, Oracle 23, SQL Server 2017, SQL Server 2022
SELECT (t.id + :id_1) ^ :param_1 AS anon_1, (t.id @> t.o + :o_1) + :param_2 AS anon_2 
FROM t
-- id_1=1, param_1=5, o_1=2, param_2=1
