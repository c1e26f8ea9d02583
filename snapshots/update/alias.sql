-- SQLite 3.30, SQLite 3.40
UPDATE t AS q SET name=? WHERE q.id = ?
-- name='x', id_1=1

-- PostgreSQL 13, PostgreSQL 18
UPDATE t AS q SET name=%(name)s::VARCHAR WHERE q.id = %(id_1)s::INTEGER
-- name='x', id_1=1

-- MariaDB 10.4, MariaDB 10.11
UPDATE t AS q SET name=%s WHERE q.id = %s
-- name='x', id_1=1

-- Oracle 19, Oracle 23
UPDATE t q SET name=:name WHERE q.id = :id_1
-- name='x', id_1=1

-- SQL Server 2017, SQL Server 2022
UPDATE q SET name=:name FROM t AS q WHERE q.id = :id_1
-- name='x', id_1=1
