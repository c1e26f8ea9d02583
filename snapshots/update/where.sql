-- SQLite 3.30, SQLite 3.40
UPDATE t SET name=? WHERE t.id = ?
-- name='x', id_1=5

-- PostgreSQL 13, PostgreSQL 18
UPDATE t SET name=%(name)s::VARCHAR WHERE t.id = %(id_1)s::INTEGER
-- name='x', id_1=5

-- MariaDB 10.4, MariaDB 10.11
UPDATE t SET name=%s WHERE t.id = %s
-- name='x', id_1=5

-- Oracle 19, Oracle 23, SQL Server 2017, SQL Server 2022
UPDATE t SET name=:name WHERE t.id = :id_1
-- name='x', id_1=5
