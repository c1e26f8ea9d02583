-- SQLite 3.30, SQLite 3.40, Oracle 19, SQL Server 2017, SQL Server 2022
SELECT t.id 
FROM t 
WHERE 0 = 1

-- PostgreSQL 13, PostgreSQL 18, Oracle 23
SELECT t.id 
FROM t 
WHERE false

-- MariaDB 10.4, MariaDB 10.11
SELECT t.id 
FROM t 
WHERE false = 1
