-- SQLite 3.30
UPDATE t SET name=(SELECT data_1.name 
FROM (SELECT CAST(? AS INTEGER) AS id, CAST(? AS VARCHAR(20)) AS name UNION ALL SELECT ?, ?) AS data_1 
WHERE t.id = data_1.id) WHERE EXISTS (SELECT 1 
FROM (SELECT CAST(? AS INTEGER) AS id, CAST(? AS VARCHAR(20)) AS name UNION ALL SELECT ?, ?) AS data_1 
WHERE t.id = data_1.id)
-- id_0=1, name_0='a', id_1=2, name_1='b'

-- SQLite 3.40
UPDATE t SET name=data_1.name FROM (SELECT CAST(? AS INTEGER) AS id, CAST(? AS VARCHAR(20)) AS name UNION ALL SELECT ?, ?) AS data_1 WHERE t.id = data_1.id
-- id_0=1, name_0='a', id_1=2, name_1='b'

-- PostgreSQL 13, PostgreSQL 18
UPDATE t SET name=data_1.name FROM (VALUES (CAST(%(id_0)s::INTEGER AS INTEGER), CAST(%(name_0)s::VARCHAR AS VARCHAR(20))), (%(id_1)s::INTEGER, %(name_1)s::VARCHAR)) AS data_1 (id, name) WHERE t.id = data_1.id
-- id_0=1, name_0='a', id_1=2, name_1='b'

-- MariaDB 10.4, MariaDB 10.11
UPDATE t, (SELECT CAST(%s AS SIGNED INTEGER) AS id, CAST(%s AS CHAR(20)) AS name UNION ALL SELECT %s, %s) AS data_1 SET t.name=data_1.name WHERE t.id = data_1.id
-- id_0=1, name_0='a', id_1=2, name_1='b'

-- Oracle 19
UPDATE t SET name=(SELECT data_1.name 
FROM (SELECT CAST(:id_0 AS INTEGER) AS id, CAST(:name_0 AS VARCHAR2(20 CHAR)) AS name FROM DUAL UNION ALL SELECT :id_1, :name_1 FROM DUAL) data_1 
WHERE t.id = data_1.id) WHERE EXISTS (SELECT 1 
FROM (SELECT CAST(:id_0 AS INTEGER) AS id, CAST(:name_0 AS VARCHAR2(20 CHAR)) AS name FROM DUAL UNION ALL SELECT :id_1, :name_1 FROM DUAL) data_1 
WHERE t.id = data_1.id)
-- id_0=1, name_0='a', id_1=2, name_1='b'

-- Oracle 23
UPDATE t SET name=data_1.name FROM (SELECT CAST(:id_0 AS INTEGER) AS id, CAST(:name_0 AS VARCHAR2(20 CHAR)) AS name UNION ALL SELECT :id_1, :name_1) data_1 WHERE t.id = data_1.id
-- id_0=1, name_0='a', id_1=2, name_1='b'

-- SQL Server 2017, SQL Server 2022
UPDATE t SET name=data_1.name FROM t, (VALUES (CAST(:id_0 AS INTEGER), CAST(:name_0 AS VARCHAR(20))), (:id_1, :name_1)) AS data_1 (id, name) WHERE t.id = data_1.id
-- id_0=1, name_0='a', id_1=2, name_1='b'
