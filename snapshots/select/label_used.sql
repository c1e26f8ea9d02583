-- SQLite 3.30, SQLite 3.40
SELECT t.id + ? AS x 
FROM t 
WHERE t.id + ? > ? GROUP BY t.id + ? ORDER BY x, x DESC
-- id_1=1, param_1=3

-- PostgreSQL 13, PostgreSQL 18
SELECT t.id + %(id_1)s::INTEGER AS x 
FROM t 
WHERE t.id + %(id_1)s::INTEGER > %(param_1)s::INTEGER GROUP BY t.id + %(id_1)s::INTEGER ORDER BY x, x DESC
-- id_1=1, param_1=3

-- MariaDB 10.4, MariaDB 10.11
SELECT t.id + %s AS x 
FROM t 
WHERE t.id + %s > %s GROUP BY t.id + %s ORDER BY x, x DESC
-- id_1=1, param_1=3

-- Oracle 19, Oracle 23
SELECT t.id + :id_1 AS x 
FROM t 
WHERE t.id + :id_1 > :param_1 GROUP BY t.id + :id_1 ORDER BY t.id + :id_1, t.id + :id_1 DESC
-- id_1=1, param_1=3

-- SQL Server 2017, SQL Server 2022
SELECT t.id + :id_1 AS x 
FROM t 
WHERE t.id + :id_1 > :param_1 GROUP BY t.id + :id_1 ORDER BY x, x DESC
-- id_1=1, param_1=3
