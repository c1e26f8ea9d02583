-- SQLite 3.30, SQLite 3.40
UPDATE df SET e=?, g=?
-- g=1

-- PostgreSQL 13, PostgreSQL 18
UPDATE df SET e=%(e)s::INTEGER, g=%(g)s::INTEGER
-- g=1

-- MariaDB 10.4, MariaDB 10.11
UPDATE df SET e=%s, g=%s
-- g=1

-- Oracle 19, Oracle 23, SQL Server 2017, SQL Server 2022
UPDATE df SET e=:e, g=:g
-- g=1
