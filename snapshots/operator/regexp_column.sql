-- SQLite 3.30, SQLite 3.40, MariaDB 10.4, MariaDB 10.11
SELECT t.id 
FROM t, p 
WHERE t.name REGEXP p.name

-- PostgreSQL 13, PostgreSQL 18
SELECT t.id 
FROM t, p 
WHERE t.name ~ p.name

-- Oracle 19, Oracle 23
SELECT t.id 
FROM t, p 
WHERE REGEXP_LIKE(t.name, p.name)

-- SQL Server 2017, SQL Server 2022
-- refused: SQL Server does not support regular expressions; use like()
