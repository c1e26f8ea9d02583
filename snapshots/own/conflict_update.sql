-- SQLite 3.30, SQLite 3.40
INSERT INTO t (id, name) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET name = excluded.name, o = (t.o + ?) WHERE t.id > ?
-- id=1, name='a', o_1=1, id_1=5

-- PostgreSQL 13, PostgreSQL 18
INSERT INTO t (id, name) VALUES (%(id)s::INTEGER, %(name)s::VARCHAR) ON CONFLICT (id) DO UPDATE SET name = excluded.name, o = (t.o + %(o_1)s::INTEGER) WHERE t.id > %(id_1)s::INTEGER
-- id=1, name='a', o_1=1, id_1=5

-- MariaDB 10.4, MariaDB 10.11
-- refused: MariaDB does not support ON CONFLICT; use insert(t).on_conflict(...), which every dialect has

-- Oracle 19, Oracle 23
-- refused: Oracle does not support this dialect-specific upsert; use insert(t).on_conflict(...), which every dialect has

-- SQL Server 2017, SQL Server 2022
-- refused: SQL Server does not support this dialect-specific upsert; use insert(t).on_conflict(...), which every dialect has
