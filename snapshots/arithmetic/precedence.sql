-- SQLite 3.30, SQLite 3.40
SELECT (t.id + ?) * ? AS anon_1, t.id + ? * t.o AS anon_2, t.id - (t.o - ?) AS anon_3, (t.id - t.o) - ? AS anon_4 
FROM t
-- id_1=1, param_1=2, o_1=1, o_2=1, param_2=1

-- PostgreSQL 13, PostgreSQL 18
SELECT (t.id + %(id_1)s::INTEGER) * %(param_1)s::INTEGER AS anon_1, t.id + %(o_1)s::INTEGER * t.o AS anon_2, t.id - (t.o - %(o_2)s::INTEGER) AS anon_3, (t.id - t.o) - %(param_2)s::INTEGER AS anon_4 
FROM t
-- id_1=1, param_1=2, o_1=1, o_2=1, param_2=1

-- MariaDB 10.4, MariaDB 10.11
SELECT (t.id + %s) * %s AS anon_1, t.id + %s * t.o AS anon_2, t.id - (t.o - %s) AS anon_3, (t.id - t.o) - %s AS anon_4 
FROM t
-- id_1=1, param_1=2, o_1=1, o_2=1, param_2=1

-- Oracle 19, Oracle 23, SQL Server 2017, SQL Server 2022
SELECT (t.id + :id_1) * :param_1 AS anon_1, t.id + :o_1 * t.o AS anon_2, t.id - (t.o - :o_2) AS anon_3, (t.id - t.o) - :param_2 AS anon_4 
FROM t
-- id_1=1, param_1=2, o_1=1, o_2=1, param_2=1
