-- SQLite 3.30, SQLite 3.40
SELECT q.id, q.name, q.f, q.n, q.d, q.o 
FROM t AS q 
WHERE q.id = ?
-- id_1=3

-- PostgreSQL 13, PostgreSQL 18
SELECT q.id, q.name, q.f, q.n, q.d, q.o 
FROM t AS q 
WHERE q.id = %(id_1)s::INTEGER
-- id_1=3

-- MariaDB 10.4, MariaDB 10.11
SELECT q.id, q.name, q.f, q.n, q.d, q.o 
FROM t AS q 
WHERE q.id = %s
-- id_1=3

-- Oracle 19, Oracle 23
SELECT q.id, q.name, q.f, q.n, q.d, q.o 
FROM t q 
WHERE q.id = :id_1
-- id_1=3

-- SQL Server 2017, SQL Server 2022
SELECT q.id, q.name, q.f, q.n, q.d, q.o 
FROM t AS q 
WHERE q.id = :id_1
-- id_1=3
