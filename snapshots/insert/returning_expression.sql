-- SQLite 3.30
-- refused: SQLite does not support INSERT .. RETURNING; select the rows before or after the statement in one transaction

-- SQLite 3.40
INSERT INTO t (name) VALUES (?) RETURNING id, id + ? AS x, lower(name) AS lower_1
-- name='a', id_1=1

-- PostgreSQL 13, PostgreSQL 18
INSERT INTO t (name) VALUES (%(name)s::VARCHAR) RETURNING t.id, t.id + %(id_1)s::INTEGER AS x, lower(t.name) AS lower_1
-- name='a', id_1=1

-- MariaDB 10.4
-- refused: MariaDB does not support INSERT .. RETURNING; select the rows before or after the statement in one transaction

-- MariaDB 10.11
INSERT INTO t (name) VALUES (%s) RETURNING t.id, t.id + %s AS x, lower(t.name) AS lower_1
-- name='a', id_1=1

-- Oracle 19, Oracle 23
INSERT INTO t (name) VALUES (:name) RETURNING t.id, t.id + :id_1, lower(t.name) INTO :ret_0, :ret_1, :ret_2
-- name='a', id_1=1

-- SQL Server 2017, SQL Server 2022
INSERT INTO t (name) OUTPUT inserted.id, inserted.id + :id_1 AS x, lower(inserted.name) AS lower_1 VALUES (:name)
-- name='a', id_1=1
