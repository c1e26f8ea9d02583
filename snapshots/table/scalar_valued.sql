-- SQLite 3.30, SQLite 3.40
SELECT (json_each(t.name))."key"

-- PostgreSQL 13, PostgreSQL 18, Oracle 23
SELECT (json_each(t.name)).key

-- MariaDB 10.4, MariaDB 10.11
SELECT (json_each(t.name)).`key`

-- Oracle 19
SELECT (json_each(t.name)).key FROM DUAL

-- SQL Server 2017, SQL Server 2022
SELECT (json_each(t.name)).[key]
