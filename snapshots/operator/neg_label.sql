-- SQLite 3.30, SQLite 3.40
SELECT -t.id AS n, -(t.id * ?) AS anon_1, -max(t.id) AS anon_2 
FROM t
-- id_1=2

-- PostgreSQL 13, PostgreSQL 18
SELECT -t.id AS n, -(t.id * %(id_1)s::INTEGER) AS anon_1, -max(t.id) AS anon_2 
FROM t
-- id_1=2

-- MariaDB 10.4, MariaDB 10.11
SELECT -t.id AS n, -(t.id * %s) AS anon_1, -max(t.id) AS anon_2 
FROM t
-- id_1=2

-- Oracle 19, Oracle 23, SQL Server 2017, SQL Server 2022
SELECT -t.id AS n, -(t.id * :id_1) AS anon_1, -max(t.id) AS anon_2 
FROM t
-- id_1=2
