-- SQLite 3.30
UPDATE t SET name=(SELECT data_1.name 
FROM (SELECT ? AS id, ? AS name UNION ALL VALUES (?, ?)) AS data_1 
WHERE t.id = data_1.id) WHERE EXISTS (SELECT 1 
FROM (SELECT ? AS id, ? AS name UNION ALL VALUES (?, ?)) AS data_1 
WHERE t.id = data_1.id)
-- id_0=1, name_0='a', id_1=2, name_1='b'

-- SQLite 3.40
UPDATE t SET name=data_1.name FROM (SELECT ? AS id, ? AS name UNION ALL VALUES (?, ?)) AS data_1 WHERE t.id = data_1.id
-- id_0=1, name_0='a', id_1=2, name_1='b'

-- PostgreSQL 13, PostgreSQL 18
UPDATE t SET name=data_1.name FROM (VALUES (CAST(%(id_0)s::INTEGER AS INTEGER), CAST(%(name_0)s::VARCHAR AS VARCHAR)), (%(id_1)s::INTEGER, %(name_1)s::VARCHAR)) AS data_1 (id, name) WHERE t.id = data_1.id
-- id_0=1, name_0='a', id_1=2, name_1='b'

-- MariaDB 10.4, MariaDB 10.11
UPDATE t, (SELECT %s AS id, %s AS name UNION ALL VALUES (%s, %s)) AS data_1 SET t.name=data_1.name WHERE t.id = data_1.id
-- id_0=1, name_0='a', id_1=2, name_1='b'

-- Oracle 19
MERGE INTO t USING (SELECT CAST(:id_0 AS INTEGER) AS id, CAST(:name_0 AS VARCHAR2(4000 CHAR)) AS name FROM DUAL UNION ALL SELECT :id_1, :name_1 FROM DUAL) data_1 ON (t.id = data_1.id) WHEN MATCHED THEN UPDATE SET t.name = data_1.name
-- id_0=1, name_0='a', id_1=2, name_1='b'

-- Oracle 23
UPDATE t SET name=data_1.name FROM (SELECT CAST(:id_0 AS INTEGER) AS id, CAST(:name_0 AS VARCHAR2(4000 CHAR)) AS name UNION ALL SELECT :id_1, :name_1) data_1 WHERE t.id = data_1.id
-- id_0=1, name_0='a', id_1=2, name_1='b'

-- SQL Server 2017, SQL Server 2022
UPDATE t SET name=data_1.name FROM t, (VALUES (CAST(:id_0 AS INTEGER), CAST(:name_0 AS VARCHAR(max))), (:id_1, :name_1)) AS data_1 (id, name) WHERE t.id = data_1.id
-- id_0=1, name_0='a', id_1=2, name_1='b'
