-- SQLite 3.30, SQLite 3.40
SELECT sum(t.id) OVER (PARTITION BY t.o, t.name) + ? AS anon_1 
FROM t
-- param_1=1

-- PostgreSQL 13, PostgreSQL 18
SELECT sum(t.id) OVER (PARTITION BY t.o, t.name) + %(param_1)s::INTEGER AS anon_1 
FROM t
-- param_1=1

-- MariaDB 10.4, MariaDB 10.11
SELECT sum(t.id) OVER (PARTITION BY t.o, t.name) + %s AS anon_1 
FROM t
-- param_1=1

-- Oracle 19, Oracle 23, SQL Server 2017, SQL Server 2022
SELECT sum(t.id) OVER (PARTITION BY t.o, t.name) + :param_1 AS anon_1 
FROM t
-- param_1=1
