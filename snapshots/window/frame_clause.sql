-- SQLite 3.30, SQLite 3.40
SELECT sum(t.id) OVER (ORDER BY t.d RANGE BETWEEN ? PRECEDING AND ? FOLLOWING) AS anon_1 
FROM t
-- param_1=7, param_2=2

-- PostgreSQL 13, PostgreSQL 18
SELECT sum(t.id) OVER (ORDER BY t.d RANGE BETWEEN %(param_1)s::INTEGER PRECEDING AND %(param_2)s::INTEGER FOLLOWING) AS anon_1 
FROM t
-- param_1=7, param_2=2

-- MariaDB 10.4, MariaDB 10.11
SELECT sum(t.id) OVER (ORDER BY t.d RANGE BETWEEN %s PRECEDING AND %s FOLLOWING) AS anon_1 
FROM t
-- param_1=7, param_2=2

-- Oracle 19, Oracle 23
SELECT sum(t.id) OVER (ORDER BY t.d RANGE BETWEEN :param_1 PRECEDING AND :param_2 FOLLOWING) AS anon_1 
FROM t
-- param_1=7, param_2=2

-- SQL Server 2017, SQL Server 2022
SELECT sum(t.id) OVER (ORDER BY t.d RANGE BETWEEN __[POSTCOMPILE_param_1] PRECEDING AND __[POSTCOMPILE_param_2] FOLLOWING) AS anon_1 
FROM t
-- param_1=7, param_2=2
