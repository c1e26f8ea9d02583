-- SQLite 3.30, SQLite 3.40, PostgreSQL 13, PostgreSQL 18
SELECT t.id, t.name, t.f, t.n, t.d, t.o 
FROM t

-- MariaDB 10.4, MariaDB 10.11
SELECT t.id, t.name, t.f, t.n, t.d, t.o 
FROM t USE INDEX (ix)

-- Oracle 19, Oracle 23
SELECT /*+ index(t ix) */ t.id, t.name, t.f, t.n, t.d, t.o 
FROM t

-- SQL Server 2017, SQL Server 2022
SELECT t.id, t.name, t.f, t.n, t.d, t.o 
FROM t WITH (NOLOCK)
