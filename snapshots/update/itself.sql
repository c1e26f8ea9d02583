-- SQLite 3.30
UPDATE t SET name=(SELECT a.name 
FROM t AS a 
WHERE t.id = a.o) WHERE EXISTS (SELECT 1 
FROM t AS a 
WHERE t.id = a.o)

-- SQLite 3.40, PostgreSQL 13, PostgreSQL 18
UPDATE t SET name=a.name FROM t AS a WHERE t.id = a.o

-- MariaDB 10.4, MariaDB 10.11
UPDATE t, t AS a SET t.name=a.name WHERE t.id = a.o

-- Oracle 19
UPDATE t SET name=(SELECT a.name 
FROM t a 
WHERE t.id = a.o) WHERE EXISTS (SELECT 1 
FROM t a 
WHERE t.id = a.o)

-- Oracle 23
UPDATE t SET name=a.name FROM t a WHERE t.id = a.o

-- SQL Server 2017, SQL Server 2022
UPDATE t SET name=a.name FROM t, t AS a WHERE t.id = a.o
