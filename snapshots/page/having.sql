-- SQLite 3.30, SQLite 3.40
SELECT t.o 
FROM t GROUP BY t.o 
HAVING count(*) > ? AND max(t.id) < ?
-- count_1=1, max_1=5

-- PostgreSQL 13, PostgreSQL 18
SELECT t.o 
FROM t GROUP BY t.o 
HAVING count(*) > %(count_1)s::INTEGER AND max(t.id) < %(max_1)s::INTEGER
-- count_1=1, max_1=5

-- MariaDB 10.4, MariaDB 10.11
SELECT t.o 
FROM t GROUP BY t.o 
HAVING count(*) > %s AND max(t.id) < %s
-- count_1=1, max_1=5

-- Oracle 19, Oracle 23, SQL Server 2017, SQL Server 2022
SELECT t.o 
FROM t GROUP BY t.o 
HAVING count(*) > :count_1 AND max(t.id) < :max_1
-- count_1=1, max_1=5
