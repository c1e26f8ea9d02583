-- SQLite 3.30, SQLite 3.40, PostgreSQL 13, PostgreSQL 18, Oracle 19, Oracle 23, SQL Server 2017, SQL Server 2022
SELECT CAST(t.o AS NUMERIC(8, 1)) AS o, CAST(t.o AS INTEGER) AS o__1 
FROM t

-- MariaDB 10.4, MariaDB 10.11
SELECT CAST(t.o AS DECIMAL(8, 1)) AS o, CAST(t.o AS SIGNED INTEGER) AS o__1 
FROM t
