-- SQLite 3.30, SQLite 3.40
SELECT t.id 
FROM t 
WHERE (t.id, t.name) IN (VALUES (?, ?))
-- param_1=1, param_2='x'

-- PostgreSQL 13, PostgreSQL 18
SELECT t.id 
FROM t 
WHERE (t.id, t.name) IN (VALUES (%(param_1)s::INTEGER, %(param_2)s::VARCHAR))
-- param_1=1, param_2='x'

-- MariaDB 10.4, MariaDB 10.11
SELECT t.id 
FROM t 
WHERE (t.id, t.name) IN (VALUES (%s, %s))
-- param_1=1, param_2='x'

-- Oracle 19
SELECT t.id 
FROM t 
WHERE (t.id, t.name) IN (SELECT :param_1, :param_2 FROM DUAL)
-- param_1=1, param_2='x'

-- Oracle 23
SELECT t.id 
FROM t 
WHERE (t.id, t.name) IN (SELECT :param_1, :param_2)
-- param_1=1, param_2='x'

-- SQL Server 2017, SQL Server 2022
-- refused: SQL Server does not support row values such as (a, b) IN ...; use or_(and_(a == 1, b == 2), ...), or exists() over values()
