-- SQLite 3.30, SQLite 3.40
INSERT INTO t (id, name) SELECT p.id AS id, p.name AS name 
FROM p 
WHERE 1 = 1 ON CONFLICT (id) DO UPDATE SET name = excluded.name

-- PostgreSQL 13
INSERT INTO t (id, name) SELECT p.id AS id, p.name AS name 
FROM p ON CONFLICT (id) DO UPDATE SET name = excluded.name

-- PostgreSQL 18
MERGE INTO t USING p ON (t.id = p.id) WHEN MATCHED THEN UPDATE SET name = p.name WHEN NOT MATCHED THEN INSERT (id, name) VALUES (p.id, p.name)

-- MariaDB 10.4, MariaDB 10.11
INSERT INTO t (id, name) SELECT p.id AS id, p.name AS name 
FROM p ON DUPLICATE KEY UPDATE name = VALUES(name)

-- Oracle 19, Oracle 23
MERGE INTO t USING p ON (t.id = p.id) WHEN MATCHED THEN UPDATE SET t.name = p.name WHEN NOT MATCHED THEN INSERT (id, name) VALUES (p.id, p.name)

-- SQL Server 2017, SQL Server 2022
MERGE INTO t WITH (HOLDLOCK) USING p ON (t.id = p.id) WHEN MATCHED THEN UPDATE SET name = p.name WHEN NOT MATCHED THEN INSERT (id, name) VALUES (p.id, p.name);
