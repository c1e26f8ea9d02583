-- SQLite 3.30, SQLite 3.40
SELECT t.id * ? AS q, t.id * ? + ? AS anon_1 
FROM t 
WHERE t.id * ? > ?
-- id_1=2, param_1=1, param_2=2

-- PostgreSQL 13, PostgreSQL 18
SELECT t.id * %(id_1)s::INTEGER AS q, t.id * %(id_1)s::INTEGER + %(param_1)s::INTEGER AS anon_1 
FROM t 
WHERE t.id * %(id_1)s::INTEGER > %(param_2)s::INTEGER
-- id_1=2, param_1=1, param_2=2

-- MariaDB 10.4, MariaDB 10.11
SELECT t.id * %s AS q, t.id * %s + %s AS anon_1 
FROM t 
WHERE t.id * %s > %s
-- id_1=2, param_1=1, param_2=2

-- Oracle 19, Oracle 23, SQL Server 2017, SQL Server 2022
SELECT t.id * :id_1 AS q, t.id * :id_1 + :param_1 AS anon_1 
FROM t 
WHERE t.id * :id_1 > :param_2
-- id_1=2, param_1=1, param_2=2
