-- SQLite 3.30, SQLite 3.40
SELECT foo(t.id) || ? AS anon_1 
FROM t
-- foo_1='x'

-- PostgreSQL 13, PostgreSQL 18
SELECT foo(t.id) || %(foo_1)s::VARCHAR AS anon_1 
FROM t
-- foo_1='x'

-- MariaDB 10.4, MariaDB 10.11
SELECT concat(foo(t.id), %s) AS anon_1 
FROM t
-- foo_1='x'

-- Oracle 19, Oracle 23
SELECT foo(t.id) || :foo_1 AS anon_1 
FROM t
-- foo_1='x'

-- SQL Server 2017, SQL Server 2022
SELECT foo(t.id) + :foo_1 AS anon_1 
FROM t
-- foo_1='x'
