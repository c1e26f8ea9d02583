-- SQLite 3.30
-- refused: SQLite does not support DELETE .. RETURNING; select the rows before or after the statement in one transaction

-- SQLite 3.40
DELETE FROM t WHERE EXISTS (SELECT 1 
FROM p 
WHERE t.o = p.id) RETURNING id

-- PostgreSQL 13, PostgreSQL 18
DELETE FROM t USING p WHERE t.o = p.id RETURNING t.id

-- MariaDB 10.4, MariaDB 10.11
DELETE FROM t WHERE EXISTS (SELECT 1 
FROM p 
WHERE t.o = p.id) RETURNING t.id

-- Oracle 19, Oracle 23
DELETE FROM t WHERE EXISTS (SELECT 1 
FROM p 
WHERE t.o = p.id) RETURNING t.id INTO :ret_0

-- SQL Server 2017, SQL Server 2022
DELETE FROM t OUTPUT deleted.id FROM t, p WHERE t.o = p.id
