-- SQLite 3.30, SQLite 3.40
SELECT t.id 
FROM t 
WHERE t.f = 1 AND t.f != 0 AND t.f IS 1

-- PostgreSQL 13, PostgreSQL 18, MariaDB 10.4, MariaDB 10.11, Oracle 23
SELECT t.id 
FROM t 
WHERE t.f = true AND t.f != false AND t.f IS true

-- Oracle 19, SQL Server 2017, SQL Server 2022
SELECT t.id 
FROM t 
WHERE t.f = 1 AND t.f != 0 AND CASE WHEN (t.f = 1) THEN 1 ELSE 0 END = 1
