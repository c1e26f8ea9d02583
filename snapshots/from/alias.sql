-- SQLite 3.30, SQLite 3.40, PostgreSQL 13, PostgreSQL 18, MariaDB 10.4, MariaDB 10.11, SQL Server 2017, SQL Server 2022
SELECT t_1.id, t.id AS id_1 
FROM t AS t_1, t 
WHERE t_1.id = t.o

-- Oracle 19, Oracle 23
SELECT t_1.id, t.id AS id_1 
FROM t t_1, t 
WHERE t_1.id = t.o
