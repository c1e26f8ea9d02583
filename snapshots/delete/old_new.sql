-- SQLite 3.30
-- refused: SQLite does not support DELETE .. RETURNING; select the rows before or after the statement in one transaction

-- SQLite 3.40
DELETE FROM t RETURNING name AS old_name, NULL AS new_name

-- PostgreSQL 13, MariaDB 10.4, MariaDB 10.11
DELETE FROM t RETURNING t.name AS old_name, NULL AS new_name

-- PostgreSQL 18
DELETE FROM t RETURNING old.name AS old_name, new.name AS new_name

-- Oracle 19, Oracle 23
DELETE FROM t RETURNING t.name, NULL INTO :ret_0, :ret_1

-- SQL Server 2017, SQL Server 2022
DELETE FROM t OUTPUT deleted.name AS old_name, NULL AS new_name
