-- SQLite 3.30, SQLite 3.40
-- refused: SQLite does not support LATERAL; use a scalar subquery or a window function

-- PostgreSQL 13, PostgreSQL 18
SELECT t.id, v.a 
FROM t JOIN LATERAL (VALUES (t.id)) AS v (a) ON true

-- MariaDB 10.4, MariaDB 10.11
-- refused: MariaDB does not support LATERAL; use a scalar subquery or a window function

-- Oracle 19
SELECT t.id, v.a 
FROM t JOIN LATERAL (SELECT t.id AS a FROM DUAL) v ON 1 = 1

-- Oracle 23
SELECT t.id, v.a 
FROM t JOIN LATERAL (SELECT t.id AS a) v ON true

-- SQL Server 2017, SQL Server 2022
-- refused: SQL Server does not support LATERAL; use a scalar subquery or a window function
