-- SQLite 3.30
-- refused: SQLite does not support INSERT .. RETURNING; select the rows before or after the statement in one transaction

-- SQLite 3.40
-- refused: SQLite does not support old() in RETURNING of this statement; select the rows with_for_update() before the statement, in one transaction

-- PostgreSQL 13
-- refused: PostgreSQL does not support old() in RETURNING of this statement; select the rows with_for_update() before the statement, in one transaction

-- PostgreSQL 18
INSERT INTO account (email, name, created) VALUES (%(email)s::VARCHAR, %(name)s::VARCHAR, %(created)s::VARCHAR) ON CONFLICT (email) DO UPDATE SET name = excluded.name, changed = %(changed_onupdate)s::VARCHAR RETURNING old.name AS old_name, new.name AS new_name
-- email='a', name='x'

-- MariaDB 10.4
-- refused: MariaDB does not support INSERT .. RETURNING; select the rows before or after the statement in one transaction

-- MariaDB 10.11
-- refused: MariaDB does not support old() in RETURNING of this statement; select the rows with_for_update() before the statement, in one transaction

-- Oracle 19, Oracle 23
-- refused: Oracle does not support RETURNING beside an upsert; select the rows back by their key after the statement

-- SQL Server 2017, SQL Server 2022
MERGE INTO account WITH (HOLDLOCK) USING (VALUES (CAST(:email AS VARCHAR(max)), CAST(:name AS VARCHAR(max)), CAST(:created AS VARCHAR(max)))) AS excluded (email, name, created) ON (account.email = excluded.email) WHEN MATCHED THEN UPDATE SET account.name = excluded.name, account.changed = :changed_onupdate WHEN NOT MATCHED THEN INSERT (email, name, created) VALUES (excluded.email, excluded.name, excluded.created) OUTPUT deleted.name AS old_name, inserted.name AS new_name;
-- email='a', name='x'
