-- SQLite 3.30, SQLite 3.40
UPDATE t SET name=?

-- PostgreSQL 13, PostgreSQL 18
UPDATE t SET name=%(name)s::VARCHAR

-- MariaDB 10.4, MariaDB 10.11
UPDATE t SET name=%s

-- Oracle 19, Oracle 23, SQL Server 2017, SQL Server 2022
UPDATE t SET name=:name
