-- SQLite 3.30, SQLite 3.40
SELECT q 
FROM foo(?) AS q
-- foo_1=1

-- PostgreSQL 13, PostgreSQL 18
SELECT q 
FROM foo(%(foo_1)s::INTEGER) AS q
-- foo_1=1

-- MariaDB 10.4, MariaDB 10.11
SELECT q 
FROM foo(%s) AS q
-- foo_1=1

-- Oracle 19, Oracle 23
SELECT q.COLUMN_VALUE 
FROM TABLE (foo(:foo_1)) q
-- foo_1=1

-- SQL Server 2017, SQL Server 2022
SELECT q 
FROM foo(:foo_1) AS q
-- foo_1=1
