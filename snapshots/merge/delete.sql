-- SQLite 3.30, SQLite 3.40
-- refused: SQLite does not support MERGE that deletes, or looks at rows without a source; only a MERGE that is an upsert can be rewritten here: write UPDATE, INSERT and DELETE, in one transaction

-- PostgreSQL 13
-- refused: PostgreSQL does not support MERGE that deletes, or looks at rows without a source; only a MERGE that is an upsert can be rewritten here: write UPDATE, INSERT and DELETE, in one transaction

-- PostgreSQL 18
MERGE INTO t USING p ON (t.id = p.id) WHEN MATCHED AND p.name = %(name_1)s::VARCHAR THEN DELETE WHEN MATCHED THEN UPDATE SET name = p.name
-- name_1='x'

-- MariaDB 10.4, MariaDB 10.11
-- refused: MariaDB does not support MERGE that deletes, or looks at rows without a source; only a MERGE that is an upsert can be rewritten here: write UPDATE, INSERT and DELETE, in one transaction

-- Oracle 19, Oracle 23
MERGE INTO t USING p ON (t.id = p.id) WHEN MATCHED THEN UPDATE SET t.name = CASE CASE WHEN (p.name = :name_1) THEN 1 ELSE 2 END WHEN 2 THEN p.name ELSE t.name END DELETE WHERE p.name = :name_1
-- name_1='x'

-- SQL Server 2017, SQL Server 2022
MERGE INTO t WITH (HOLDLOCK) USING p ON (t.id = p.id) WHEN MATCHED AND p.name = :name_1 THEN DELETE WHEN MATCHED THEN UPDATE SET name = p.name;
-- name_1='x'
