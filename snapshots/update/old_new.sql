-- SQLite 3.30
-- refused: SQLite does not support UPDATE .. RETURNING; select the rows before or after the statement in one transaction

-- SQLite 3.40
-- refused: SQLite does not support old() in RETURNING of this statement; select the rows with_for_update() before the statement, in one transaction

-- PostgreSQL 13
-- refused: PostgreSQL does not support old() in RETURNING of this statement; select the rows with_for_update() before the statement, in one transaction

-- PostgreSQL 18
UPDATE t SET name=%(name)s::VARCHAR RETURNING old.name AS old_name, new.name AS new_name
-- name='x'

-- MariaDB 10.4, MariaDB 10.11
-- refused: MariaDB does not support UPDATE .. RETURNING; select the rows before or after the statement in one transaction

-- Oracle 19, Oracle 23
-- refused: Oracle does not support old() in RETURNING of this statement; select the rows with_for_update() before the statement, in one transaction

-- SQL Server 2017, SQL Server 2022
UPDATE t SET name=:name OUTPUT deleted.name AS old_name, inserted.name AS new_name
-- name='x'
