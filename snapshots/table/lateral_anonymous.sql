-- SQLite 3.30, SQLite 3.40
-- refused: SQLite does not support LATERAL; use a scalar subquery or a window function

-- PostgreSQL 13, PostgreSQL 18
SELECT t.id, anon_1.name 
FROM t, LATERAL (SELECT p.name AS name 
FROM p 
WHERE p.id = t.o) AS anon_1

-- MariaDB 10.4, MariaDB 10.11
-- refused: MariaDB does not support LATERAL; use a scalar subquery or a window function

-- Oracle 19, Oracle 23
SELECT t.id, anon_1.name 
FROM t, LATERAL (SELECT p.name AS name 
FROM p 
WHERE p.id = t.o) anon_1

-- SQL Server 2017, SQL Server 2022
-- refused: SQL Server does not support LATERAL; use a scalar subquery or a window function
