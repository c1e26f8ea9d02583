-- SQLite 3.30, SQLite 3.40
UPDATE t SET o=?, name=?, id=(t.o + ?)
-- o=5, name='z', o_1=1

-- PostgreSQL 13, PostgreSQL 18
UPDATE t SET o=%(o)s::INTEGER, name=%(name)s::VARCHAR, id=(t.o + %(o_1)s::INTEGER)
-- o=5, name='z', o_1=1

-- MariaDB 10.4, MariaDB 10.11
UPDATE t SET o=%s, name=%s, id=(t.o + %s)
-- o=5, name='z', o_1=1

-- Oracle 19, Oracle 23, SQL Server 2017, SQL Server 2022
UPDATE t SET o=:o, name=:name, id=(t.o + :o_1)
-- o=5, name='z', o_1=1
