-- SQLite 3.30, SQLite 3.40
SELECT t.id + t.o + ? AS anon_1, t.id * t.o * ? AS anon_2 
FROM t
-- param_1=1, o_1=2

-- PostgreSQL 13, PostgreSQL 18
SELECT t.id + t.o + %(param_1)s::INTEGER AS anon_1, t.id * t.o * %(o_1)s::INTEGER AS anon_2 
FROM t
-- param_1=1, o_1=2

-- MariaDB 10.4, MariaDB 10.11
SELECT t.id + t.o + %s AS anon_1, t.id * t.o * %s AS anon_2 
FROM t
-- param_1=1, o_1=2

-- Oracle 19, Oracle 23, SQL Server 2017, SQL Server 2022
SELECT t.id + t.o + :param_1 AS anon_1, t.id * t.o * :o_1 AS anon_2 
FROM t
-- param_1=1, o_1=2
