-- SQLite 3.30, SQLite 3.40
-- refused: SQLite does not support MERGE that deletes, or looks at rows without a source; only a MERGE that is an upsert can be rewritten here: write UPDATE, INSERT and DELETE, in one transaction

-- PostgreSQL 13
-- refused: PostgreSQL does not support MERGE that deletes, or looks at rows without a source; only a MERGE that is an upsert can be rewritten here: write UPDATE, INSERT and DELETE, in one transaction

-- PostgreSQL 18
MERGE INTO t USING p ON (t.id = p.id) WHEN NOT MATCHED THEN INSERT (id, name) VALUES (p.id, p.name) WHEN NOT MATCHED BY SOURCE THEN DELETE

-- MariaDB 10.4, MariaDB 10.11
-- refused: MariaDB does not support MERGE that deletes, or looks at rows without a source; only a MERGE that is an upsert can be rewritten here: write UPDATE, INSERT and DELETE, in one transaction

-- Oracle 19, Oracle 23
-- refused: Oracle does not support WHEN NOT MATCHED BY SOURCE; update or delete these rows in a statement of their own, where(~exists().where(...)), in one transaction

-- SQL Server 2017, SQL Server 2022
MERGE INTO t WITH (HOLDLOCK) USING p ON (t.id = p.id) WHEN NOT MATCHED THEN INSERT (id, name) VALUES (p.id, p.name) WHEN NOT MATCHED BY SOURCE THEN DELETE;
