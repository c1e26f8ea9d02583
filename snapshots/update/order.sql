-- SQLite 3.30, SQLite 3.40
UPDATE t SET o=?, name=?
-- o=5, name='x'

-- PostgreSQL 13, PostgreSQL 18
UPDATE t SET o=%(o)s::INTEGER, name=%(name)s::VARCHAR
-- o=5, name='x'

-- MariaDB 10.4, MariaDB 10.11
UPDATE t SET o=%s, name=%s
-- o=5, name='x'

-- Oracle 19, Oracle 23, SQL Server 2017, SQL Server 2022
UPDATE t SET o=:o, name=:name
-- o=5, name='x'
