-- SQLite 3.30, SQLite 3.40, PostgreSQL 13, PostgreSQL 18, SQL Server 2017, SQL Server 2022
SELECT t.id, t_1.name 
FROM t JOIN p ON p.id = t.o JOIN t AS t_1 ON t_1.id = t.id

-- MariaDB 10.4, MariaDB 10.11
SELECT t.id, t_1.name 
FROM t INNER JOIN p ON p.id = t.o INNER JOIN t AS t_1 ON t_1.id = t.id

-- Oracle 19, Oracle 23
SELECT t.id, t_1.name 
FROM t JOIN p ON p.id = t.o JOIN t t_1 ON t_1.id = t.id
