-- SQLite 3.30
-- refused: SQLite does not support UPDATE .. RETURNING; select the rows before or after the statement in one transaction

-- SQLite 3.40
-- refused: SQLite does not support a column of 'p' in RETURNING of UPDATE t; return columns of 't' only, and select the others by them

-- PostgreSQL 13, PostgreSQL 18
UPDATE t SET name=p.name FROM p WHERE t.o = p.id RETURNING t.id, p.name

-- MariaDB 10.4, MariaDB 10.11
-- refused: MariaDB does not support UPDATE .. RETURNING; select the rows before or after the statement in one transaction

-- Oracle 19, Oracle 23
-- refused: Oracle does not support a column of 'p' in RETURNING of UPDATE t; return columns of 't' only, and select the others by them

-- SQL Server 2017, SQL Server 2022
UPDATE t SET name=p.name OUTPUT inserted.id, p.name FROM t, p WHERE t.o = p.id
