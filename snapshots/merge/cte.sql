-- SQLite 3.30, SQLite 3.40
WITH c AS 
(SELECT p.id AS id, p.name AS name 
FROM p)
 INSERT INTO t (id, name) SELECT c.id AS id, c.name AS name 
FROM c 
WHERE 1 = 1 ON CONFLICT (id) DO UPDATE SET name = excluded.name

-- PostgreSQL 13
WITH c AS 
(SELECT p.id AS id, p.name AS name 
FROM p)
 INSERT INTO t (id, name) SELECT c.id AS id, c.name AS name 
FROM c ON CONFLICT (id) DO UPDATE SET name = excluded.name

-- PostgreSQL 18
WITH c AS 
(SELECT p.id AS id, p.name AS name 
FROM p)
 MERGE INTO t USING c ON (t.id = c.id) WHEN MATCHED THEN UPDATE SET name = c.name WHEN NOT MATCHED THEN INSERT (id, name) VALUES (c.id, c.name)

-- MariaDB 10.4, MariaDB 10.11
INSERT INTO t (id, name) WITH c AS 
(SELECT p.id AS id, p.name AS name 
FROM p)
 SELECT c.id AS id, c.name AS name 
FROM c ON DUPLICATE KEY UPDATE name = VALUES(name)

-- Oracle 19, Oracle 23
MERGE INTO t USING (WITH c AS 
(SELECT p.id AS id, p.name AS name 
FROM p)
 SELECT * 
FROM c) c ON (t.id = c.id) WHEN MATCHED THEN UPDATE SET t.name = c.name WHEN NOT MATCHED THEN INSERT (id, name) VALUES (c.id, c.name)

-- SQL Server 2017, SQL Server 2022
WITH c AS 
(SELECT p.id AS id, p.name AS name 
FROM p)
 MERGE INTO t WITH (HOLDLOCK) USING c ON (t.id = c.id) WHEN MATCHED THEN UPDATE SET name = c.name WHEN NOT MATCHED THEN INSERT (id, name) VALUES (c.id, c.name);
