-- SQLite 3.30, SQLite 3.40, SQL Server 2017, SQL Server 2022
SELECT t.id 
FROM t JOIN p ON p.id = t.o

-- PostgreSQL 13, PostgreSQL 18
SELECT t.id 
FROM t JOIN p ON p.id = t.o FOR UPDATE OF t, p

-- MariaDB 10.4, MariaDB 10.11
SELECT t.id 
FROM t INNER JOIN p ON p.id = t.o FOR UPDATE

-- Oracle 19, Oracle 23
SELECT t.id 
FROM t JOIN p ON p.id = t.o FOR UPDATE OF t.id, p.id
