-- SQLite 3.30, SQLite 3.40
INSERT INTO account (id, email, name, created) VALUES (?, ?, ?, ?) ON CONFLICT (email) DO UPDATE SET name = excluded.name, changed = ?
-- id=1, email='a', name='x'

-- PostgreSQL 13, PostgreSQL 18
INSERT INTO account (id, email, name, created) VALUES (%(id)s::INTEGER, %(email)s::VARCHAR, %(name)s::VARCHAR, %(created)s::VARCHAR) ON CONFLICT (email) DO UPDATE SET name = excluded.name, changed = %(changed_onupdate)s::VARCHAR
-- id=1, email='a', name='x'

-- MariaDB 10.4, MariaDB 10.11
-- refused: MariaDB does not support an upsert on (email) of a table with another unique key (id); ON DUPLICATE KEY UPDATE fires on any of them; leave the other key's columns out, or select first

-- Oracle 19
MERGE INTO account USING (SELECT CAST(:id AS INTEGER) AS id, CAST(:email AS VARCHAR2(4000 CHAR)) AS email, CAST(:name AS VARCHAR2(4000 CHAR)) AS name, CAST(:created AS VARCHAR2(4000 CHAR)) AS created FROM DUAL) excluded ON (account.email = excluded.email) WHEN MATCHED THEN UPDATE SET account.name = excluded.name, account.changed = :changed_onupdate WHEN NOT MATCHED THEN INSERT (id, email, name, created) VALUES (excluded.id, excluded.email, excluded.name, excluded.created)
-- id=1, email='a', name='x'

-- Oracle 23
MERGE INTO account USING (SELECT CAST(:id AS INTEGER) AS id, CAST(:email AS VARCHAR2(4000 CHAR)) AS email, CAST(:name AS VARCHAR2(4000 CHAR)) AS name, CAST(:created AS VARCHAR2(4000 CHAR)) AS created) excluded ON (account.email = excluded.email) WHEN MATCHED THEN UPDATE SET account.name = excluded.name, account.changed = :changed_onupdate WHEN NOT MATCHED THEN INSERT (id, email, name, created) VALUES (excluded.id, excluded.email, excluded.name, excluded.created)
-- id=1, email='a', name='x'

-- SQL Server 2017, SQL Server 2022
MERGE INTO account WITH (HOLDLOCK) USING (VALUES (CAST(:id AS INTEGER), CAST(:email AS VARCHAR(max)), CAST(:name AS VARCHAR(max)), CAST(:created AS VARCHAR(max)))) AS excluded (id, email, name, created) ON (account.email = excluded.email) WHEN MATCHED THEN UPDATE SET account.name = excluded.name, account.changed = :changed_onupdate WHEN NOT MATCHED THEN INSERT (id, email, name, created) VALUES (excluded.id, excluded.email, excluded.name, excluded.created);
-- id=1, email='a', name='x'
