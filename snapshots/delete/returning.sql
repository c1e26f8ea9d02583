-- SQLite 3.30
-- refused: SQLite does not support DELETE .. RETURNING; select the rows before or after the statement in one transaction

-- SQLite 3.40
DELETE FROM t WHERE t.id = ? RETURNING id, id + ? AS x
-- id_1=5, id_2=1

-- PostgreSQL 13, PostgreSQL 18
DELETE FROM t WHERE t.id = %(id_1)s::INTEGER RETURNING t.id, t.id + %(id_2)s::INTEGER AS x
-- id_1=5, id_2=1

-- MariaDB 10.4, MariaDB 10.11
DELETE FROM t WHERE t.id = %s RETURNING t.id, t.id + %s AS x
-- id_1=5, id_2=1

-- Oracle 19, Oracle 23
DELETE FROM t WHERE t.id = :id_1 RETURNING t.id, t.id + :id_2 INTO :ret_0, :ret_1
-- id_1=5, id_2=1

-- SQL Server 2017, SQL Server 2022
DELETE FROM t OUTPUT deleted.id, deleted.id + :id_1 AS x WHERE t.id = :id_2
-- id_1=1, id_2=5
