-- SQLite 3.30, SQLite 3.40
-- refused: SQLite does not support TRY_CAST; convert in Python, or test the text with a CASE before cast()

-- PostgreSQL 13, PostgreSQL 18
-- refused: PostgreSQL does not support TRY_CAST; convert in Python, or test the text with a CASE before cast()

-- MariaDB 10.4, MariaDB 10.11
-- refused: MariaDB does not support TRY_CAST; convert in Python, or test the text with a CASE before cast()

-- Oracle 19, Oracle 23
SELECT CAST(t.name AS INTEGER DEFAULT NULL ON CONVERSION ERROR) AS name 
FROM t

-- SQL Server 2017, SQL Server 2022
SELECT TRY_CAST (t.name AS INTEGER) AS name 
FROM t
