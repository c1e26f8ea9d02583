-- SQLite 3.30, SQLite 3.40, SQL Server 2017, SQL Server 2022
SELECT t.id 
FROM t

-- PostgreSQL 13, PostgreSQL 18, MariaDB 10.11, Oracle 19, Oracle 23
SELECT t.id 
FROM t FOR UPDATE SKIP LOCKED

-- MariaDB 10.4
-- refused: MariaDB does not support SKIP LOCKED; use nowait=True and try again, or lock row by row
