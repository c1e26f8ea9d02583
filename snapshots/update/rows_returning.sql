-- SQLite 3.30
-- refused: SQLite does not support UPDATE .. RETURNING; select the rows before or after the statement in one transaction

-- SQLite 3.40
UPDATE t SET name=data_1.name FROM (SELECT ? AS id, ? AS name) AS data_1 WHERE t.id = data_1.id RETURNING id
-- id_0=1, name_0='a'

-- PostgreSQL 13, PostgreSQL 18
UPDATE t SET name=data_1.name FROM (VALUES (CAST(%(id_0)s::INTEGER AS INTEGER), CAST(%(name_0)s::VARCHAR AS VARCHAR))) AS data_1 (id, name) WHERE t.id = data_1.id RETURNING t.id
-- id_0=1, name_0='a'

-- MariaDB 10.4, MariaDB 10.11
-- refused: MariaDB does not support UPDATE .. RETURNING; select the rows before or after the statement in one transaction

-- Oracle 19
UPDATE t SET name=(SELECT data_1.name 
FROM (SELECT CAST(:id_0 AS INTEGER) AS id, CAST(:name_0 AS VARCHAR2(4000 CHAR)) AS name FROM DUAL) data_1 
WHERE t.id = data_1.id) WHERE EXISTS (SELECT 1 
FROM (SELECT CAST(:id_0 AS INTEGER) AS id, CAST(:name_0 AS VARCHAR2(4000 CHAR)) AS name FROM DUAL) data_1 
WHERE t.id = data_1.id) RETURNING t.id INTO :ret_0
-- id_0=1, name_0='a'

-- Oracle 23
UPDATE t SET name=data_1.name FROM (SELECT CAST(:id_0 AS INTEGER) AS id, CAST(:name_0 AS VARCHAR2(4000 CHAR)) AS name) data_1 WHERE t.id = data_1.id RETURNING t.id INTO :ret_0
-- id_0=1, name_0='a'

-- SQL Server 2017, SQL Server 2022
UPDATE t SET name=data_1.name OUTPUT inserted.id FROM t, (VALUES (CAST(:id_0 AS INTEGER), CAST(:name_0 AS VARCHAR(max)))) AS data_1 (id, name) WHERE t.id = data_1.id
-- id_0=1, name_0='a'
