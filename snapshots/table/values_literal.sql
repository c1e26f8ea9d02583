-- SQLite 3.30, SQLite 3.40, MariaDB 10.4, MariaDB 10.11
SELECT v.a, v.b 
FROM (SELECT __[POSTCOMPILE_param_1] AS a, __[POSTCOMPILE_param_2] AS b) AS v
-- param_1=1, param_2='x'

-- PostgreSQL 13, PostgreSQL 18, SQL Server 2017, SQL Server 2022
SELECT v.a, v.b 
FROM (VALUES (__[POSTCOMPILE_param_1], __[POSTCOMPILE_param_2])) AS v (a, b)
-- param_1=1, param_2='x'

-- Oracle 19
SELECT v.a, v.b 
FROM (SELECT __[POSTCOMPILE_param_1] AS a, __[POSTCOMPILE_param_2] AS b FROM DUAL) v
-- param_1=1, param_2='x'

-- Oracle 23
SELECT v.a, v.b 
FROM (SELECT __[POSTCOMPILE_param_1] AS a, __[POSTCOMPILE_param_2] AS b) v
-- param_1=1, param_2='x'
