-- SQLite 3.30, SQLite 3.40
INSERT INTO t (id) VALUES (?)
-- id=1

-- PostgreSQL 13, PostgreSQL 18
INSERT INTO t (id) VALUES (%(id)s::INTEGER)
-- id=1

-- MariaDB 10.4, MariaDB 10.11
INSERT INTO t (id) VALUES (%s)
-- id=1

-- Oracle 19, Oracle 23
INSERT INTO t (id) VALUES (:id)
-- id=1

-- SQL Server 2017, SQL Server 2022
INSERT INTO t WITH (PAGLOCK) (id) VALUES (:id)
-- id=1
