-- SQLite 3.30, SQLite 3.40, PostgreSQL 13, PostgreSQL 18, MariaDB 10.4, MariaDB 10.11, SQL Server 2017, SQL Server 2022
SELECT t_1.id, t_2.id AS id_1 
FROM t AS t_1, t AS t_2 
WHERE t_1.id = t_2.o

-- Oracle 19, Oracle 23
SELECT t_1.id, t_2.id AS id_1 
FROM t t_1, t t_2 
WHERE t_1.id = t_2.o
