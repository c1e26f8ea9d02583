-- SQLite 3.30, SQLite 3.40
SELECT v.a, v.b 
FROM (SELECT ? AS a, ? AS b UNION ALL VALUES (?, ?)) AS v
-- param_1=1, param_2='x', param_3=2, param_4='y'

-- PostgreSQL 13, PostgreSQL 18
SELECT v.a, v.b 
FROM (VALUES (%(param_1)s::INTEGER, %(param_2)s::VARCHAR), (%(param_3)s::INTEGER, %(param_4)s::VARCHAR)) AS v (a, b)
-- param_1=1, param_2='x', param_3=2, param_4='y'

-- MariaDB 10.4, MariaDB 10.11
SELECT v.a, v.b 
FROM (SELECT %s AS a, %s AS b UNION ALL VALUES (%s, %s)) AS v
-- param_1=1, param_2='x', param_3=2, param_4='y'

-- Oracle 19
SELECT v.a, v.b 
FROM (SELECT :param_1 AS a, :param_2 AS b FROM DUAL UNION ALL SELECT :param_3, :param_4 FROM DUAL) v
-- param_1=1, param_2='x', param_3=2, param_4='y'

-- Oracle 23
SELECT v.a, v.b 
FROM (SELECT :param_1 AS a, :param_2 AS b UNION ALL SELECT :param_3, :param_4) v
-- param_1=1, param_2='x', param_3=2, param_4='y'

-- SQL Server 2017, SQL Server 2022
SELECT v.a, v.b 
FROM (VALUES (:param_1, :param_2), (:param_3, :param_4)) AS v (a, b)
-- param_1=1, param_2='x', param_3=2, param_4='y'
