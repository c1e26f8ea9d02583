-- SQLite 3.30, SQLite 3.40, MariaDB 10.4, MariaDB 10.11, Oracle 19, SQL Server 2017, SQL Server 2022
SELECT t.id 
FROM t 
WHERE t.f = 1 OR t.f = 0

-- PostgreSQL 13, PostgreSQL 18, Oracle 23
SELECT t.id 
FROM t 
WHERE t.f OR NOT t.f
