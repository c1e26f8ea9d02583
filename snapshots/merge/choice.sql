-- SQLite 3.30, SQLite 3.40
-- refused: SQLite does not support MERGE without one unconditional insert; only a MERGE that is an upsert can be rewritten here: write UPDATE, INSERT and DELETE, in one transaction

-- PostgreSQL 13
-- refused: PostgreSQL does not support MERGE without one unconditional insert; only a MERGE that is an upsert can be rewritten here: write UPDATE, INSERT and DELETE, in one transaction

-- PostgreSQL 18
MERGE INTO t USING p ON (t.id = p.id) WHEN MATCHED AND p.name = %(name_1)s::VARCHAR THEN DO NOTHING WHEN MATCHED AND p.name = %(name_2)s::VARCHAR THEN UPDATE SET name = %(param_1)s::VARCHAR WHEN MATCHED THEN UPDATE SET o = %(param_2)s::INTEGER
-- name_1='x', name_2='y', param_1='z', param_2=0

-- MariaDB 10.4, MariaDB 10.11
-- refused: MariaDB does not support MERGE without one unconditional insert; only a MERGE that is an upsert can be rewritten here: write UPDATE, INSERT and DELETE, in one transaction

-- Oracle 19, Oracle 23
MERGE INTO t USING p ON (t.id = p.id) WHEN MATCHED THEN UPDATE SET t.name = CASE CASE WHEN (p.name = :name_1) THEN 1 WHEN (p.name = :name_2) THEN 2 ELSE 3 END WHEN 2 THEN :param_1 ELSE t.name END, t.o = CASE CASE WHEN (p.name = :name_1) THEN 1 WHEN (p.name = :name_2) THEN 2 ELSE 3 END WHEN 3 THEN :param_2 ELSE t.o END WHERE CASE WHEN (p.name = :name_1) THEN 1 WHEN (p.name = :name_2) THEN 2 ELSE 3 END IN (2, 3)
-- name_1='x', name_2='y', param_1='z', param_2=0

-- SQL Server 2017, SQL Server 2022
MERGE INTO t WITH (HOLDLOCK) USING p ON (t.id = p.id) WHEN MATCHED AND CASE WHEN (p.name = :name_1) THEN 1 WHEN (p.name = :name_2) THEN 2 ELSE 3 END IN (2, 3) THEN UPDATE SET name = CASE CASE WHEN (p.name = :name_1) THEN 1 WHEN (p.name = :name_2) THEN 2 ELSE 3 END WHEN 2 THEN :param_1 ELSE t.name END, o = CASE CASE WHEN (p.name = :name_1) THEN 1 WHEN (p.name = :name_2) THEN 2 ELSE 3 END WHEN 3 THEN :param_2 ELSE t.o END;
-- name_1='x', name_2='y', param_1='z', param_2=0
