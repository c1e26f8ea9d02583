-- SQLite 3.30, SQLite 3.40, PostgreSQL 13, PostgreSQL 18, MariaDB 10.4, MariaDB 10.11, SQL Server 2017, SQL Server 2022
SELECT row_to_json(t) AS row_to_json_1 
FROM t

-- Oracle 19, Oracle 23
SELECT row_to_json(t.COLUMN_VALUE) AS row_to_json_1 
FROM t
