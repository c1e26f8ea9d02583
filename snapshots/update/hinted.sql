-- SQLite 3.30, SQLite 3.40
UPDATE t SET name=?
-- name='x'

-- PostgreSQL 13, PostgreSQL 18
UPDATE t SET name=%(name)s::VARCHAR
-- name='x'

-- MariaDB 10.4, MariaDB 10.11
UPDATE t SET name=%s
-- name='x'

-- Oracle 19, Oracle 23
UPDATE t SET name=:name
-- name='x'

-- SQL Server 2017, SQL Server 2022
UPDATE t WITH (PAGLOCK) SET name=:name
-- name='x'
