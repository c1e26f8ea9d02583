-- SQLite 3.30, SQLite 3.40, PostgreSQL 13, PostgreSQL 18, MariaDB 10.4, MariaDB 10.11, SQL Server 2017, SQL Server 2022
SELECT a.id, p_1.name 
FROM t AS a LEFT OUTER JOIN p AS p_1 ON a.o = p_1.id

-- Oracle 19, Oracle 23
SELECT a.id, p_1.name 
FROM t a LEFT OUTER JOIN p p_1 ON a.o = p_1.id
