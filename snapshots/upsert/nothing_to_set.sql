-- SQLite 3.30
-- refused: SQLite does not support INSERT .. RETURNING; select the rows before or after the statement in one transaction

-- SQLite 3.40
INSERT INTO account (email, created) VALUES (?, ?) ON CONFLICT (email) DO UPDATE SET name = account.name RETURNING id
-- email='a'

-- PostgreSQL 13, PostgreSQL 18
INSERT INTO account (email, created) VALUES (%(email)s::VARCHAR, %(created)s::VARCHAR) ON CONFLICT (email) DO UPDATE SET name = account.name RETURNING account.id
-- email='a'

-- MariaDB 10.4
-- refused: MariaDB does not support INSERT .. RETURNING; select the rows before or after the statement in one transaction

-- MariaDB 10.11
INSERT INTO account (email, created) VALUES (%s, %s) ON DUPLICATE KEY UPDATE name = account.name RETURNING account.id
-- email='a'

-- Oracle 19, Oracle 23
-- refused: Oracle does not support RETURNING beside an upsert; select the rows back by their key after the statement

-- SQL Server 2017, SQL Server 2022
MERGE INTO account WITH (HOLDLOCK) USING (VALUES (CAST(:email AS VARCHAR(max)), CAST(:created AS VARCHAR(max)))) AS excluded (email, created) ON (account.email = excluded.email) WHEN MATCHED THEN UPDATE SET account.name = account.name WHEN NOT MATCHED THEN INSERT (email, created) VALUES (excluded.email, excluded.created) OUTPUT inserted.id;
-- email='a'
