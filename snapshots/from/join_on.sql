-- SQLite 3.30, SQLite 3.40, PostgreSQL 13, PostgreSQL 18, Oracle 19, Oracle 23, SQL Server 2017, SQL Server 2022
SELECT t.id 
FROM t JOIN p ON t.o = p.id

-- MariaDB 10.4, MariaDB 10.11
SELECT t.id 
FROM t INNER JOIN p ON t.o = p.id
