-- SQLite 3.30, SQLite 3.40
UPDATE t AS a SET name=? WHERE a.id = ?
-- name='q', id_1=1

-- PostgreSQL 13, PostgreSQL 18
UPDATE t AS a SET name=%(name)s::VARCHAR WHERE a.id = %(id_1)s::INTEGER
-- name='q', id_1=1

-- MariaDB 10.4, MariaDB 10.11
UPDATE t AS a SET name=%s WHERE a.id = %s
-- name='q', id_1=1

-- Oracle 19, Oracle 23
UPDATE t a SET name=:name WHERE a.id = :id_1
-- name='q', id_1=1

-- SQL Server 2017, SQL Server 2022
UPDATE a SET name=:name FROM t AS a WHERE a.id = :id_1
-- name='q', id_1=1
