-- SQLite 3.30, SQLite 3.40
-- refused: SQLite does not support ON DUPLICATE KEY UPDATE; use insert(t).on_conflict(...).do_update(...)

-- PostgreSQL 13, PostgreSQL 18
-- refused: PostgreSQL does not support ON DUPLICATE KEY UPDATE; use insert(t).on_conflict(...).do_update(...)

-- MariaDB 10.4, MariaDB 10.11
INSERT INTO t (id, name) VALUES (%s, %s) ON DUPLICATE KEY UPDATE id = (t.id + %s), name = VALUES(name), o = %s
-- id=1, name='a', id_1=1, param_1=5

-- Oracle 19, Oracle 23
-- refused: Oracle does not support this dialect-specific upsert; use insert(t).on_conflict(...), which every dialect has

-- SQL Server 2017, SQL Server 2022
-- refused: SQL Server does not support this dialect-specific upsert; use insert(t).on_conflict(...), which every dialect has
