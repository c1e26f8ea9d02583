-- SQLite 3.30, SQLite 3.40
SELECT anon_1.a, anon_1.b 
FROM json_to_recordset(?) AS anon_1(a INTEGER, b VARCHAR)
-- json_to_recordset_1='[]'

-- PostgreSQL 13, PostgreSQL 18
SELECT anon_1.a, anon_1.b 
FROM json_to_recordset(%(json_to_recordset_1)s::VARCHAR) AS anon_1(a INTEGER, b VARCHAR)
-- json_to_recordset_1='[]'

-- MariaDB 10.4, MariaDB 10.11
-- refused: VARCHAR requires a length on dialect mariadb; say String(length), or use Text

-- Oracle 19, Oracle 23
SELECT anon_1.a, anon_1.b 
FROM TABLE (json_to_recordset(:json_to_recordset_1)) anon_1(a INTEGER, b VARCHAR2)
-- json_to_recordset_1='[]'

-- SQL Server 2017, SQL Server 2022
SELECT anon_1.a, anon_1.b 
FROM json_to_recordset(:json_to_recordset_1) AS anon_1(a INTEGER, b VARCHAR(max))
-- json_to_recordset_1='[]'
