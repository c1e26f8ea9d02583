-- SQLite 3.30, SQLite 3.40
UPDATE df SET a=?, e=? WHERE df.id = ?
-- a=1, id_1=2

-- PostgreSQL 13, PostgreSQL 18
UPDATE df SET a=%(a)s::INTEGER, e=%(e)s::INTEGER WHERE df.id = %(id_1)s::INTEGER
-- a=1, id_1=2

-- MariaDB 10.4, MariaDB 10.11
UPDATE df SET a=%s, e=%s WHERE df.id = %s
-- a=1, id_1=2

-- Oracle 19, Oracle 23, SQL Server 2017, SQL Server 2022
UPDATE df SET a=:a, e=:e WHERE df.id = :id_1
-- a=1, id_1=2
