-- SQLite 3.30
-- refused: SQLite does not support DELETE .. RETURNING; select the rows before or after the statement in one transaction

-- SQLite 3.40
-- refused: SQLite does not support DELETE in WITH; execute it first and use the rows it returns

-- PostgreSQL 13, PostgreSQL 18
WITH del AS 
(DELETE FROM t WHERE t.id = %(id_1)s::INTEGER RETURNING t.id)
 SELECT del.id 
FROM del
-- id_1=1

-- MariaDB 10.4, MariaDB 10.11
-- refused: MariaDB does not support DELETE in WITH; execute it first and use the rows it returns

-- Oracle 19, Oracle 23
-- refused: Oracle does not support DELETE in WITH; execute it first and use the rows it returns

-- SQL Server 2017, SQL Server 2022
-- refused: SQL Server does not support DELETE in WITH; execute it first and use the rows it returns
