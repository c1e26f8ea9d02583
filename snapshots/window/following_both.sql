-- SQLite 3.30, SQLite 3.40
SELECT sum(t.id) OVER (ORDER BY t.id ROWS BETWEEN ? FOLLOWING AND ? FOLLOWING) AS anon_1, sum(t.o) OVER (ROWS BETWEEN ? PRECEDING AND ? PRECEDING) AS anon_2 
FROM t
-- param_1=1, param_2=3, param_3=3, param_4=1

-- PostgreSQL 13, PostgreSQL 18
SELECT sum(t.id) OVER (ORDER BY t.id ROWS BETWEEN %(param_1)s::INTEGER FOLLOWING AND %(param_2)s::INTEGER FOLLOWING) AS anon_1, sum(t.o) OVER (ROWS BETWEEN %(param_3)s::INTEGER PRECEDING AND %(param_4)s::INTEGER PRECEDING) AS anon_2 
FROM t
-- param_1=1, param_2=3, param_3=3, param_4=1

-- MariaDB 10.4, MariaDB 10.11
SELECT sum(t.id) OVER (ORDER BY t.id ROWS BETWEEN %s FOLLOWING AND %s FOLLOWING) AS anon_1, sum(t.o) OVER (ROWS BETWEEN %s PRECEDING AND %s PRECEDING) AS anon_2 
FROM t
-- param_1=1, param_2=3, param_3=3, param_4=1

-- Oracle 19, Oracle 23
SELECT sum(t.id) OVER (ORDER BY t.id ROWS BETWEEN :param_1 FOLLOWING AND :param_2 FOLLOWING) AS anon_1, sum(t.o) OVER (ROWS BETWEEN :param_3 PRECEDING AND :param_4 PRECEDING) AS anon_2 
FROM t
-- param_1=1, param_2=3, param_3=3, param_4=1

-- SQL Server 2017, SQL Server 2022
SELECT sum(t.id) OVER (ORDER BY t.id ROWS BETWEEN __[POSTCOMPILE_param_1] FOLLOWING AND __[POSTCOMPILE_param_2] FOLLOWING) AS anon_1, sum(t.o) OVER (ROWS BETWEEN __[POSTCOMPILE_param_3] PRECEDING AND __[POSTCOMPILE_param_4] PRECEDING) AS anon_2 
FROM t
-- param_1=1, param_2=3, param_3=3, param_4=1
