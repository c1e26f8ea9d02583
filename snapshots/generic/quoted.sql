-- SQLite 3.30, SQLite 3.40
SELECT foo(t.id) AS "Foo Bar", Upper(t.name) AS "Upper_1", "My Func"(?) AS "My_Func_1" 
FROM t
-- My_Func_2=1

-- PostgreSQL 13, PostgreSQL 18
SELECT foo(t.id) AS "Foo Bar", Upper(t.name) AS "Upper_1", "My Func"(%(My_Func_2)s::INTEGER) AS "My_Func_1" 
FROM t
-- My_Func_2=1

-- MariaDB 10.4, MariaDB 10.11
SELECT foo(t.id) AS `Foo Bar`, Upper(t.name) AS `Upper_1`, `My Func`(%s) AS `My_Func_1` 
FROM t
-- My_Func_2=1

-- Oracle 19, Oracle 23
SELECT foo(t.id) AS "Foo Bar", Upper(t.name) AS "Upper_1", "My Func"(:My_Func_2) AS "My_Func_1" 
FROM t
-- My_Func_2=1

-- SQL Server 2017, SQL Server 2022
SELECT foo(t.id) AS [Foo Bar], Upper(t.name) AS [Upper_1], [My Func](:My_Func_2) AS [My_Func_1] 
FROM t
-- My_Func_2=1
