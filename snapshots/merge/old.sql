-- SQLite 3.30
-- refused: SQLite does not support MERGE .. RETURNING; select the rows before or after the statement in one transaction

-- SQLite 3.40
-- refused: SQLite does not support a column of 'p' in RETURNING of MERGE t; return columns of 't' only, and select the others by them

-- PostgreSQL 13
-- refused: PostgreSQL does not support MERGE that deletes, or looks at rows without a source; only a MERGE that is an upsert can be rewritten here: write UPDATE, INSERT and DELETE, in one transaction

-- PostgreSQL 18
MERGE INTO t USING p ON (t.id = p.id) WHEN MATCHED THEN DELETE RETURNING old.name AS old_name, p.name

-- MariaDB 10.4
-- refused: MariaDB does not support MERGE .. RETURNING; select the rows before or after the statement in one transaction

-- MariaDB 10.11
-- refused: MariaDB does not support a column of 'p' in RETURNING of MERGE t; return columns of 't' only, and select the others by them

-- Oracle 19, Oracle 23
-- refused: Oracle does not support MERGE .. RETURNING; select the rows before or after the statement in one transaction

-- SQL Server 2017, SQL Server 2022
MERGE INTO t WITH (HOLDLOCK) USING p ON (t.id = p.id) WHEN MATCHED THEN DELETE OUTPUT deleted.name AS old_name, p.name;
