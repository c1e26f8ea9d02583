-- SQLite 3.30, SQLite 3.40
UPDATE t SET name=?
-- name='x'

-- PostgreSQL 13, PostgreSQL 18
UPDATE t SET name=%(name)s::VARCHAR
-- name='x'

-- MariaDB 10.4, MariaDB 10.11
UPDATE t SET name=%s LIMIT 5
-- name='x'

-- Oracle 19, Oracle 23, SQL Server 2017, SQL Server 2022
UPDATE t SET name=:name
-- name='x'
