-- SQLite 3.30, SQLite 3.40
SELECT u, u + ? AS anon_1 
FROM unnest(t.id) AS u
-- u_1=1

-- PostgreSQL 13, PostgreSQL 18
SELECT u, u + %(u_1)s::INTEGER AS anon_1 
FROM unnest(t.id) AS u
-- u_1=1

-- MariaDB 10.4, MariaDB 10.11
SELECT u, u + %s AS anon_1 
FROM unnest(t.id) AS u
-- u_1=1

-- Oracle 19, Oracle 23
SELECT u.COLUMN_VALUE, u.COLUMN_VALUE + :u_1 AS anon_1 
FROM TABLE (unnest(t.id)) u
-- u_1=1

-- SQL Server 2017, SQL Server 2022
SELECT u, u + :u_1 AS anon_1 
FROM unnest(t.id) AS u
-- u_1=1
