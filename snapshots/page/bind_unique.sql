-- SQLite 3.30, SQLite 3.40
SELECT t.id 
FROM t 
WHERE t.id = ? AND t.o = ?
-- q_1=1, q_2=2

-- PostgreSQL 13, PostgreSQL 18
SELECT t.id 
FROM t 
WHERE t.id = %(q_1)s::INTEGER AND t.o = %(q_2)s::INTEGER
-- q_1=1, q_2=2

-- MariaDB 10.4, MariaDB 10.11
SELECT t.id 
FROM t 
WHERE t.id = %s AND t.o = %s
-- q_1=1, q_2=2

-- Oracle 19, Oracle 23, SQL Server 2017, SQL Server 2022
SELECT t.id 
FROM t 
WHERE t.id = :q_1 AND t.o = :q_2
-- q_1=1, q_2=2
