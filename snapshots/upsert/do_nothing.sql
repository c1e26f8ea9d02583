-- SQLite 3.30, SQLite 3.40
INSERT INTO account (email, name, created) VALUES (?, ?, ?), (?, ?, ?) ON CONFLICT (email) DO NOTHING
-- email_m0='a', name_m0='x', email_m1='b', name_m1='y'

-- PostgreSQL 13, PostgreSQL 18
INSERT INTO account (email, name, created) VALUES (%(email_m0)s::VARCHAR, %(name_m0)s::VARCHAR, %(created)s::VARCHAR), (%(email_m1)s::VARCHAR, %(name_m1)s::VARCHAR, %(created_m1)s::VARCHAR) ON CONFLICT (email) DO NOTHING
-- email_m0='a', name_m0='x', email_m1='b', name_m1='y'

-- MariaDB 10.4, MariaDB 10.11
INSERT INTO account (email, name, created) VALUES (%s, %s, %s), (%s, %s, %s) ON DUPLICATE KEY UPDATE id = account.id
-- email_m0='a', name_m0='x', email_m1='b', name_m1='y'

-- Oracle 19
MERGE INTO account USING (SELECT CAST(:email_m0 AS VARCHAR2(4000 CHAR)) AS email, CAST(:name_m0 AS VARCHAR2(4000 CHAR)) AS name, CAST(:created AS VARCHAR2(4000 CHAR)) AS created FROM DUAL UNION ALL SELECT CAST(:email_m1 AS VARCHAR2(4000 CHAR)), CAST(:name_m1 AS VARCHAR2(4000 CHAR)), CAST(:created_m1 AS VARCHAR2(4000 CHAR)) FROM DUAL) excluded ON (account.email = excluded.email) WHEN NOT MATCHED THEN INSERT (email, name, created) VALUES (excluded.email, excluded.name, excluded.created)
-- email_m0='a', name_m0='x', email_m1='b', name_m1='y'

-- Oracle 23
MERGE INTO account USING (SELECT CAST(:email_m0 AS VARCHAR2(4000 CHAR)) AS email, CAST(:name_m0 AS VARCHAR2(4000 CHAR)) AS name, CAST(:created AS VARCHAR2(4000 CHAR)) AS created UNION ALL SELECT CAST(:email_m1 AS VARCHAR2(4000 CHAR)), CAST(:name_m1 AS VARCHAR2(4000 CHAR)), CAST(:created_m1 AS VARCHAR2(4000 CHAR))) excluded ON (account.email = excluded.email) WHEN NOT MATCHED THEN INSERT (email, name, created) VALUES (excluded.email, excluded.name, excluded.created)
-- email_m0='a', name_m0='x', email_m1='b', name_m1='y'

-- SQL Server 2017, SQL Server 2022
MERGE INTO account WITH (HOLDLOCK) USING (VALUES (CAST(:email_m0 AS VARCHAR(max)), CAST(:name_m0 AS VARCHAR(max)), CAST(:created AS VARCHAR(max))), (CAST(:email_m1 AS VARCHAR(max)), CAST(:name_m1 AS VARCHAR(max)), CAST(:created_m1 AS VARCHAR(max)))) AS excluded (email, name, created) ON (account.email = excluded.email) WHEN NOT MATCHED THEN INSERT (email, name, created) VALUES (excluded.email, excluded.name, excluded.created);
-- email_m0='a', name_m0='x', email_m1='b', name_m1='y'
