-- SQLite 3.30, SQLite 3.40
DELETE FROM t WHERE EXISTS (SELECT 1 
FROM t AS a 
WHERE t.id = a.o)

-- PostgreSQL 13, PostgreSQL 18
DELETE FROM t USING t AS a WHERE t.id = a.o

-- MariaDB 10.4, MariaDB 10.11
DELETE FROM t USING t, t AS a WHERE t.id = a.o

-- Oracle 19, Oracle 23
DELETE FROM t WHERE EXISTS (SELECT 1 
FROM t a 
WHERE t.id = a.o)

-- SQL Server 2017, SQL Server 2022
DELETE FROM t FROM t, t AS a WHERE t.id = a.o
