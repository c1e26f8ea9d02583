-- SQLite 3.30, SQLite 3.40
SELECT t.id 
FROM t 
WHERE t.id > ? ORDER BY t.id
 LIMIT ? OFFSET ?
-- id_1=1, param_1=5, param_2=3

-- PostgreSQL 13, PostgreSQL 18
SELECT t.id 
FROM t 
WHERE t.id > %(id_1)s::INTEGER ORDER BY t.id 
 LIMIT %(param_1)s::INTEGER OFFSET %(param_2)s::INTEGER
-- id_1=1, param_1=5, param_2=3

-- MariaDB 10.4, MariaDB 10.11
SELECT t.id 
FROM t 
WHERE t.id > %s ORDER BY t.id 
 LIMIT %s, %s
-- id_1=1, param_2=5, param_1=3

-- Oracle 19, Oracle 23
SELECT t.id 
FROM t 
WHERE t.id > :id_1 ORDER BY t.id
 OFFSET __[POSTCOMPILE_param_1] ROWS
 FETCH FIRST __[POSTCOMPILE_param_2] ROWS ONLY
-- id_1=1, param_2=5, param_1=3

-- SQL Server 2017, SQL Server 2022
SELECT t.id 
FROM t 
WHERE t.id > :id_1 ORDER BY t.id
 OFFSET :param_1 ROWS
 FETCH FIRST :param_2 ROWS ONLY
-- id_1=1, param_2=5, param_1=3
