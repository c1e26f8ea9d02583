-- SQLite 3.30, SQLite 3.40
INSERT INTO t (id) VALUES (?) ON CONFLICT ON CONSTRAINT foo DO NOTHING
-- id=1

-- PostgreSQL 13, PostgreSQL 18
INSERT INTO t (id) VALUES (%(id)s::INTEGER) ON CONFLICT ON CONSTRAINT foo DO NOTHING
-- id=1

-- MariaDB 10.4, MariaDB 10.11
-- refused: MariaDB does not support ON CONFLICT; use insert(t).on_conflict(...), which every dialect has

-- Oracle 19, Oracle 23
-- refused: Oracle does not support this dialect-specific upsert; use insert(t).on_conflict(...), which every dialect has

-- SQL Server 2017, SQL Server 2022
-- refused: SQL Server does not support this dialect-specific upsert; use insert(t).on_conflict(...), which every dialect has
