-- SQLite 3.30, SQLite 3.40
SELECT t.id 
FROM t 
WHERE t.id BETWEEN t.o + ? AND t.o - ?
-- o_1=1, o_2=1

-- PostgreSQL 13, PostgreSQL 18
SELECT t.id 
FROM t 
WHERE t.id BETWEEN t.o + %(o_1)s::INTEGER AND t.o - %(o_2)s::INTEGER
-- o_1=1, o_2=1

-- MariaDB 10.4, MariaDB 10.11
SELECT t.id 
FROM t 
WHERE t.id BETWEEN t.o + %s AND t.o - %s
-- o_1=1, o_2=1

-- Oracle 19, Oracle 23, SQL Server 2017, SQL Server 2022
SELECT t.id 
FROM t 
WHERE t.id BETWEEN t.o + :o_1 AND t.o - :o_2
-- o_1=1, o_2=1
