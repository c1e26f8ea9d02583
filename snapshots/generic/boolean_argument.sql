-- SQLite 3.30, SQLite 3.40
SELECT foo(t.id = ?, t.id = ? AND t.o = ?) AS foo_1 
FROM t
-- id_1=5, id_2=1, o_1=2

-- PostgreSQL 13, PostgreSQL 18
SELECT foo(t.id = %(id_1)s::INTEGER, t.id = %(id_2)s::INTEGER AND t.o = %(o_1)s::INTEGER) AS foo_1 
FROM t
-- id_1=5, id_2=1, o_1=2

-- MariaDB 10.4, MariaDB 10.11
SELECT foo(t.id = %s, t.id = %s AND t.o = %s) AS foo_1 
FROM t
-- id_1=5, id_2=1, o_1=2

-- Oracle 19, SQL Server 2017, SQL Server 2022
SELECT foo(CASE WHEN (t.id = :id_1) THEN 1 ELSE 0 END, CASE WHEN (t.id = :id_2 AND t.o = :o_1) THEN 1 ELSE 0 END) AS foo_1 
FROM t
-- id_1=5, id_2=1, o_1=2

-- Oracle 23
SELECT foo(t.id = :id_1, t.id = :id_2 AND t.o = :o_1) AS foo_1 
FROM t
-- id_1=5, id_2=1, o_1=2
