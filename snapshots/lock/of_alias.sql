-- SQLite 3.30, SQLite 3.40, SQL Server 2017, SQL Server 2022
SELECT a.id 
FROM t AS a

-- PostgreSQL 13, PostgreSQL 18
SELECT a.id 
FROM t AS a FOR UPDATE OF a

-- MariaDB 10.4, MariaDB 10.11
SELECT a.id 
FROM t AS a FOR UPDATE

-- Oracle 19, Oracle 23
SELECT a.id 
FROM t a FOR UPDATE OF a.id
