-- SQLite 3.30, SQLite 3.40
-- refused: SQLite does not support sequences; use Identity(), or a default made by Python

-- PostgreSQL 13, PostgreSQL 18, MariaDB 10.4, MariaDB 10.11, Oracle 19, Oracle 23, SQL Server 2017, SQL Server 2022
CREATE SEQUENCE counter;

DROP SEQUENCE counter
