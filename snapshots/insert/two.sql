-- SQLite 3.30, SQLite 3.40
INSERT INTO t (id, name) VALUES (?, ?)
-- id=3, name='a'

-- PostgreSQL 13, PostgreSQL 18
INSERT INTO t (id, name) VALUES (%(id)s::INTEGER, %(name)s::VARCHAR)
-- id=3, name='a'

-- MariaDB 10.4, MariaDB 10.11
INSERT INTO t (id, name) VALUES (%s, %s)
-- id=3, name='a'

-- Oracle 19, Oracle 23, SQL Server 2017, SQL Server 2022
INSERT INTO t (id, name) VALUES (:id, :name)
-- id=3, name='a'
