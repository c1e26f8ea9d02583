-- SQLite 3.30, SQLite 3.40
INSERT INTO account (email, name, created) SELECT p.name, p.name AS name__1, ? AS anon_1 
FROM p 
WHERE 1 = 1 ON CONFLICT (email) DO UPDATE SET name = excluded.name, created = excluded.created, changed = ?

-- PostgreSQL 13, PostgreSQL 18
INSERT INTO account (email, name, created) SELECT p.name, p.name AS name__1, %(created)s::VARCHAR AS anon_1 
FROM p ON CONFLICT (email) DO UPDATE SET name = excluded.name, created = excluded.created, changed = %(changed_onupdate)s::VARCHAR

-- MariaDB 10.4, MariaDB 10.11
INSERT INTO account (email, name, created) SELECT p.name, p.name AS name__1, %s AS anon_1 
FROM p ON DUPLICATE KEY UPDATE name = VALUES(name), created = VALUES(created), changed = %s

-- Oracle 19, Oracle 23
MERGE INTO account USING (SELECT p.name AS email, p.name AS name, :created AS created 
FROM p) excluded ON (account.email = excluded.email) WHEN MATCHED THEN UPDATE SET account.name = excluded.name, account.created = excluded.created, account.changed = :changed_onupdate WHEN NOT MATCHED THEN INSERT (email, name, created) VALUES (excluded.email, excluded.name, excluded.created)

-- SQL Server 2017, SQL Server 2022
MERGE INTO account WITH (HOLDLOCK) USING (SELECT p.name AS email, p.name AS name, :created AS created 
FROM p) AS excluded ON (account.email = excluded.email) WHEN MATCHED THEN UPDATE SET account.name = excluded.name, account.created = excluded.created, account.changed = :changed_onupdate WHEN NOT MATCHED THEN INSERT (email, name, created) VALUES (excluded.email, excluded.name, excluded.created);
