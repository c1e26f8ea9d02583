-- SQLite 3.30
-- refused: SQLite does not support INSERT .. RETURNING; select the rows before or after the statement in one transaction

-- SQLite 3.40
INSERT INTO t (id, name) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET name = ? RETURNING id
-- id=1, name='a', param_1='zz'

-- PostgreSQL 13, PostgreSQL 18
INSERT INTO t (id, name) VALUES (%(id)s::INTEGER, %(name)s::VARCHAR) ON CONFLICT (id) DO UPDATE SET name = %(param_1)s::VARCHAR RETURNING t.id
-- id=1, name='a', param_1='zz'

-- MariaDB 10.4
-- refused: MariaDB does not support INSERT .. RETURNING; select the rows before or after the statement in one transaction

-- MariaDB 10.11
-- refused: MariaDB does not support ON CONFLICT; use insert(t).on_conflict(...), which every dialect has

-- Oracle 19, Oracle 23
-- refused: Oracle does not support RETURNING beside an upsert; select the rows back by their key after the statement

-- SQL Server 2017, SQL Server 2022
-- refused: SQL Server does not support this dialect-specific upsert; use insert(t).on_conflict(...), which every dialect has
