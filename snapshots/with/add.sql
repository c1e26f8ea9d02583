-- SQLite 3.30
-- refused: SQLite does not support INSERT .. RETURNING; select the rows before or after the statement in one transaction

-- SQLite 3.40
-- refused: SQLite does not support INSERT in WITH; execute it first and use the rows it returns

-- PostgreSQL 13, PostgreSQL 18
WITH ins AS 
(INSERT INTO p (name) VALUES (%(name)s::VARCHAR) RETURNING p.id)
 SELECT t.id 
FROM t
-- name='x'

-- MariaDB 10.4
-- refused: MariaDB does not support INSERT .. RETURNING; select the rows before or after the statement in one transaction

-- MariaDB 10.11
-- refused: MariaDB does not support INSERT in WITH; execute it first and use the rows it returns

-- Oracle 19, Oracle 23
-- refused: Oracle does not support INSERT in WITH; execute it first and use the rows it returns

-- SQL Server 2017, SQL Server 2022
-- refused: SQL Server does not support INSERT in WITH; execute it first and use the rows it returns
