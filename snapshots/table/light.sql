-- SQLite 3.30, SQLite 3.40
SELECT s.tt.z 
FROM s.tt 
WHERE s.tt.y = ?
-- y_1=5

-- PostgreSQL 13, PostgreSQL 18
SELECT s.tt.z 
FROM s.tt 
WHERE s.tt.y = %(y_1)s::INTEGER
-- y_1=5

-- MariaDB 10.4, MariaDB 10.11
SELECT s.tt.z 
FROM s.tt 
WHERE s.tt.y = %s
-- y_1=5

-- Oracle 19, Oracle 23, SQL Server 2017, SQL Server 2022
SELECT s.tt.z 
FROM s.tt 
WHERE s.tt.y = :y_1
-- y_1=5
