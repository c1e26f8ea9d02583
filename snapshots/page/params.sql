-- SQLite 3.30, SQLite 3.40
SELECT t.id 
FROM t 
WHERE t.id = ? AND t.o = ?
-- q=5, z=6

-- PostgreSQL 13, PostgreSQL 18
SELECT t.id 
FROM t 
WHERE t.id = %(q)s::INTEGER AND t.o = %(z)s::INTEGER
-- q=5, z=6

-- MariaDB 10.4, MariaDB 10.11
SELECT t.id 
FROM t 
WHERE t.id = %s AND t.o = %s
-- q=5, z=6

-- Oracle 19, Oracle 23, SQL Server 2017, SQL Server 2022
SELECT t.id 
FROM t 
WHERE t.id = :q AND t.o = :z
-- q=5, z=6
