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

-- Oracle 19, Oracle 23, SQL Server 2017, SQL Server 2022
SELECT t.id 
FROM t 
WHERE (t.id, t.name) IN (VALUES (:param_1, :param_2))
-- param_1=1, param_2='x'
