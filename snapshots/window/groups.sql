-- SQLite 3.30, SQLite 3.40
SELECT sum(t.id) OVER (ORDER BY t.id GROUPS BETWEEN ? PRECEDING AND ? FOLLOWING) AS anon_1 
FROM t
-- param_1=1, param_2=1

-- PostgreSQL 13, PostgreSQL 18
SELECT sum(t.id) OVER (ORDER BY t.id GROUPS BETWEEN %(param_1)s::INTEGER PRECEDING AND %(param_2)s::INTEGER FOLLOWING) AS anon_1 
FROM t
-- param_1=1, param_2=1

-- MariaDB 10.4, MariaDB 10.11
SELECT sum(t.id) OVER (ORDER BY t.id GROUPS BETWEEN %s PRECEDING AND %s FOLLOWING) AS anon_1 
FROM t
-- param_1=1, param_2=1

-- Oracle 19, Oracle 23
SELECT sum(t.id) OVER (ORDER BY t.id GROUPS BETWEEN :param_1 PRECEDING AND :param_2 FOLLOWING) AS anon_1 
FROM t
-- param_1=1, param_2=1

-- SQL Server 2017, SQL Server 2022
SELECT sum(t.id) OVER (ORDER BY t.id GROUPS BETWEEN __[POSTCOMPILE_param_1] PRECEDING AND __[POSTCOMPILE_param_2] FOLLOWING) AS anon_1 
FROM t
-- param_1=1, param_2=1
