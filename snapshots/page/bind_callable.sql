-- SQLite 3.30, SQLite 3.40
SELECT t.id 
FROM t 
WHERE t.id = ?
-- q=9

-- PostgreSQL 13, PostgreSQL 18
SELECT t.id 
FROM t 
WHERE t.id = %(q)s::INTEGER
-- q=9

-- MariaDB 10.4, MariaDB 10.11
SELECT t.id 
FROM t 
WHERE t.id = %s
-- q=9

-- Oracle 19, Oracle 23, SQL Server 2017, SQL Server 2022
SELECT t.id 
FROM t 
WHERE t.id = :q
-- q=9
