-- SQLite 3.30, SQLite 3.40
INSERT INTO t (id, name) VALUES (?, ?), (?, ?) ON CONFLICT (id) WHERE f DO UPDATE SET name = ?, o = excluded.o
-- id_m0=1, name_m0='a', id_m1=2, name_m1='b', param_1='zz'

-- PostgreSQL 13, PostgreSQL 18
INSERT INTO t (id, name) VALUES (%(id_m0)s::INTEGER, %(name_m0)s::VARCHAR), (%(id_m1)s::INTEGER, %(name_m1)s::VARCHAR) ON CONFLICT (id) WHERE f DO UPDATE SET name = %(param_1)s::VARCHAR, o = excluded.o
-- id_m0=1, name_m0='a', id_m1=2, name_m1='b', param_1='zz'

-- MariaDB 10.4, MariaDB 10.11
-- refused: MariaDB does not support ON CONFLICT; use insert(t).on_conflict(...), which every dialect has

-- Oracle 19, Oracle 23
-- refused: Oracle does not support this dialect-specific upsert; use insert(t).on_conflict(...), which every dialect has

-- SQL Server 2017, SQL Server 2022
-- refused: SQL Server does not support this dialect-specific upsert; use insert(t).on_conflict(...), which every dialect has
