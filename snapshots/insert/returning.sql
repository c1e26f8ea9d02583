-- SQLite 3.30
-- refused: SQLite does not support INSERT .. RETURNING; select the rows before or after the statement in one transaction

-- SQLite 3.40
INSERT INTO t (name) VALUES (?) RETURNING id, name
-- name='a'

-- PostgreSQL 13, PostgreSQL 18
INSERT INTO t (name) VALUES (%(name)s::VARCHAR) RETURNING t.id, t.name
-- name='a'

-- MariaDB 10.4
-- refused: MariaDB does not support INSERT .. RETURNING; select the rows before or after the statement in one transaction

-- MariaDB 10.11
INSERT INTO t (name) VALUES (%s) RETURNING t.id, t.name
-- name='a'

-- Oracle 19, Oracle 23
INSERT INTO t (name) VALUES (:name) RETURNING t.id, t.name INTO :ret_0, :ret_1
-- name='a'

-- SQL Server 2017, SQL Server 2022
INSERT INTO t (name) OUTPUT inserted.id, inserted.name VALUES (:name)
-- name='a'
