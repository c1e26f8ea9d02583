-- SQLite 3.30, SQLite 3.40
INSERT INTO t (name) VALUES ((SELECT p.name 
FROM p 
WHERE p.id = ?))
-- id_1=1

-- PostgreSQL 13, PostgreSQL 18
INSERT INTO t (name) VALUES ((SELECT p.name 
FROM p 
WHERE p.id = %(id_1)s::INTEGER)) RETURNING t.id
-- id_1=1

-- MariaDB 10.4, MariaDB 10.11
INSERT INTO t (name) VALUES ((SELECT p.name 
FROM p 
WHERE p.id = %s))
-- id_1=1

-- Oracle 19, Oracle 23
INSERT INTO t (name) VALUES ((SELECT p.name 
FROM p 
WHERE p.id = :id_1)) RETURNING t.id INTO :ret_0
-- id_1=1

-- SQL Server 2017, SQL Server 2022
INSERT INTO t (name) OUTPUT inserted.id VALUES ((SELECT p.name 
FROM p 
WHERE p.id = :id_1))
-- id_1=1
