-- SQLite 3.30, SQLite 3.40
SELECT t.o, count(t.id) AS count_1 
FROM t GROUP BY t.o 
HAVING count(t.id) > ?
-- count_2=1

-- PostgreSQL 13, PostgreSQL 18
SELECT t.o, count(t.id) AS count_1 
FROM t GROUP BY t.o 
HAVING count(t.id) > %(count_2)s::INTEGER
-- count_2=1

-- MariaDB 10.4, MariaDB 10.11
SELECT t.o, count(t.id) AS count_1 
FROM t GROUP BY t.o 
HAVING count(t.id) > %s
-- count_2=1

-- Oracle 19, Oracle 23, SQL Server 2017, SQL Server 2022
SELECT t.o, count(t.id) AS count_1 
FROM t GROUP BY t.o 
HAVING count(t.id) > :count_2
-- count_2=1
