-- SQLite 3.30, SQLite 3.40, PostgreSQL 13, PostgreSQL 18, Oracle 19, Oracle 23, SQL Server 2017, SQL Server 2022
SELECT t.id, t.name, t.f, t.n, t.d, t.o, p.id AS id_1, p.name AS name_1 
FROM t JOIN p ON p.id = t.o

-- MariaDB 10.4, MariaDB 10.11
SELECT t.id, t.name, t.f, t.n, t.d, t.o, p.id AS id_1, p.name AS name_1 
FROM t INNER JOIN p ON p.id = t.o
