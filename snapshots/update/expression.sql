-- SQLite 3.30, SQLite 3.40
UPDATE t SET name=upper(t.name), o=(t.o + ?)
-- o_1=1

-- PostgreSQL 13, PostgreSQL 18
UPDATE t SET name=upper(t.name), o=(t.o + %(o_1)s::INTEGER)
-- o_1=1

-- MariaDB 10.4, MariaDB 10.11
UPDATE t SET name=upper(t.name), o=(t.o + %s)
-- o_1=1

-- Oracle 19, Oracle 23, SQL Server 2017, SQL Server 2022
UPDATE t SET name=upper(t.name), o=(t.o + :o_1)
-- o_1=1
