-- SQLite 3.30
-- refused: SQLite does not support MERGE .. RETURNING; select the rows before or after the statement in one transaction

-- SQLite 3.40
-- refused: SQLite does not support outcome() in RETURNING; compare a timestamp or counter that the update sets

-- PostgreSQL 13
INSERT INTO t (id, name) SELECT p.id AS id, p.name AS name 
FROM p ON CONFLICT (id) DO UPDATE SET name = excluded.name RETURNING CASE WHEN (xmax = 0) THEN 'insert' ELSE 'update' END AS outcome, t.id, t.name AS new_name

-- PostgreSQL 18
MERGE INTO t USING p ON (t.id = p.id) WHEN MATCHED THEN UPDATE SET name = p.name WHEN NOT MATCHED THEN INSERT (id, name) VALUES (p.id, p.name) RETURNING lower(merge_action()) AS outcome, t.id, new.name AS new_name

-- MariaDB 10.4
-- refused: MariaDB does not support MERGE .. RETURNING; select the rows before or after the statement in one transaction

-- MariaDB 10.11
-- refused: MariaDB does not support outcome() in RETURNING; compare a timestamp or counter that the update sets

-- Oracle 19, Oracle 23
-- refused: Oracle does not support MERGE .. RETURNING; select the rows before or after the statement in one transaction

-- SQL Server 2017, SQL Server 2022
MERGE INTO t WITH (HOLDLOCK) USING p ON (t.id = p.id) WHEN MATCHED THEN UPDATE SET name = p.name WHEN NOT MATCHED THEN INSERT (id, name) VALUES (p.id, p.name) OUTPUT LOWER($action) AS outcome, inserted.id, inserted.name AS new_name;
