-- SQLite 3.30, SQLite 3.40, PostgreSQL 13, PostgreSQL 18, MariaDB 10.4, MariaDB 10.11, SQL Server 2017, SQL Server 2022
SELECT q.id, q.name, q.f, q.n, q.d, q.o 
FROM t AS q

-- Oracle 19, Oracle 23
SELECT q.id, q.name, q.f, q.n, q.d, q.o 
FROM t q
