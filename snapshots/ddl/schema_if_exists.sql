-- SQLite 3.30, SQLite 3.40
-- refused: SQLite does not support CREATE and DROP SCHEMA; ATTACH a database file under the name of the schema

-- PostgreSQL 13, PostgreSQL 18
CREATE SCHEMA IF NOT EXISTS other;

DROP SCHEMA IF EXISTS other CASCADE

-- MariaDB 10.4, MariaDB 10.11
CREATE SCHEMA IF NOT EXISTS other;

DROP SCHEMA IF EXISTS other

-- Oracle 19, Oracle 23
-- refused: Oracle does not support CREATE and DROP SCHEMA; a schema is a user: execute CREATE USER or DROP USER as text

-- SQL Server 2017, SQL Server 2022
-- refused: SQL Server does not support CREATE SCHEMA IF NOT EXISTS; ask inspect(connection) before it, or use create_all() and drop_all(), which do
