-- SQLite 3.30, SQLite 3.40, PostgreSQL 13, PostgreSQL 18, Oracle 19, Oracle 23
SELECT t.id 
FROM t ORDER BY t.name NULLS LAST, t.o DESC NULLS FIRST

-- MariaDB 10.4, MariaDB 10.11, SQL Server 2017, SQL Server 2022
SELECT t.id 
FROM t ORDER BY CASE WHEN (t.name IS NULL) THEN 1 ELSE 0 END, t.name, CASE WHEN (t.o IS NULL) THEN 0 ELSE 1 END, t.o DESC
