-- SQLite 3.30, SQLite 3.40
SELECT t.id, t.name, t.f, t.n, t.d, t.o 
FROM t 
WHERE t.name = ? AND t.id = ?
-- name_1='x', id_1=3

-- PostgreSQL 13, PostgreSQL 18
SELECT t.id, t.name, t.f, t.n, t.d, t.o 
FROM t 
WHERE t.name = %(name_1)s::VARCHAR AND t.id = %(id_1)s::INTEGER
-- name_1='x', id_1=3

-- MariaDB 10.4, MariaDB 10.11
SELECT t.id, t.name, t.f, t.n, t.d, t.o 
FROM t 
WHERE t.name = %s AND t.id = %s
-- name_1='x', id_1=3

-- Oracle 19, Oracle 23, SQL Server 2017, SQL Server 2022
SELECT t.id, t.name, t.f, t.n, t.d, t.o 
FROM t 
WHERE t.name = :name_1 AND t.id = :id_1
-- name_1='x', id_1=3
