-- SQLite 3.30, SQLite 3.40
UPDATE t SET id=?, name=?, f=?, n=?, d=?, o=?

-- PostgreSQL 13, PostgreSQL 18
UPDATE t SET id=%(id)s::INTEGER, name=%(name)s::VARCHAR, f=%(f)s, n=%(n)s, d=%(d)s::TIMESTAMP WITHOUT TIME ZONE, o=%(o)s::INTEGER

-- MariaDB 10.4, MariaDB 10.11
UPDATE t SET id=%s, name=%s, f=%s, n=%s, d=%s, o=%s

-- Oracle 19, Oracle 23, SQL Server 2017, SQL Server 2022
UPDATE t SET id=:id, name=:name, f=:f, n=:n, d=:d, o=:o
