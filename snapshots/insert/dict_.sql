-- SQLite 3.30, SQLite 3.40
INSERT INTO t (name) VALUES (?)
-- name='a'

-- PostgreSQL 13, PostgreSQL 18
INSERT INTO t (name) VALUES (%(name)s::VARCHAR) RETURNING t.id
-- name='a'

-- MariaDB 10.4, MariaDB 10.11
INSERT INTO t (name) VALUES (%s)
-- name='a'

-- Oracle 19, Oracle 23
INSERT INTO t (name) VALUES (:name) RETURNING t.id INTO :ret_0
-- name='a'

-- SQL Server 2017, SQL Server 2022
INSERT INTO t (name) OUTPUT inserted.id VALUES (:name)
-- name='a'
