-- SQLite 3.30
-- refused: SQLite does not support UPDATE .. RETURNING; select the rows before or after the statement in one transaction

-- SQLite 3.40
UPDATE t SET name=? WHERE t.id = ? RETURNING id, name
-- name='x', id_1=5

-- PostgreSQL 13, PostgreSQL 18
UPDATE t SET name=%(name)s::VARCHAR WHERE t.id = %(id_1)s::INTEGER RETURNING t.id, t.name
-- name='x', id_1=5

-- MariaDB 10.4, MariaDB 10.11
-- refused: MariaDB does not support UPDATE .. RETURNING; select the rows before or after the statement in one transaction

-- Oracle 19, Oracle 23
UPDATE t SET name=:name WHERE t.id = :id_1 RETURNING t.id, t.name INTO :ret_0, :ret_1
-- name='x', id_1=5

-- SQL Server 2017, SQL Server 2022
UPDATE t SET name=:name OUTPUT inserted.id, inserted.name WHERE t.id = :id_1
-- name='x', id_1=5
