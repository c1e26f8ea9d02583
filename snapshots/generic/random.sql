-- SQLite 3.30, SQLite 3.40
SELECT random() AS random_1, anything(?, ?, NULL, t.id + ?) AS anything_1 
FROM t
-- anything_2=1, anything_3='x', id_1=1

-- PostgreSQL 13, PostgreSQL 18
SELECT random() AS random_1, anything(%(anything_2)s::INTEGER, %(anything_3)s::VARCHAR, NULL, t.id + %(id_1)s::INTEGER) AS anything_1 
FROM t
-- anything_2=1, anything_3='x', id_1=1

-- MariaDB 10.4, MariaDB 10.11
SELECT rand() AS random_1, anything(%s, %s, NULL, t.id + %s) AS anything_1 
FROM t
-- anything_2=1, anything_3='x', id_1=1

-- Oracle 19, Oracle 23, SQL Server 2017, SQL Server 2022
SELECT random() AS random_1, anything(:anything_2, :anything_3, NULL, t.id + :id_1) AS anything_1 
FROM t
-- anything_2=1, anything_3='x', id_1=1
