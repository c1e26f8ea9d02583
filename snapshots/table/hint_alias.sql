-- SQLite 3.30, SQLite 3.40, PostgreSQL 13, PostgreSQL 18, MariaDB 10.4, MariaDB 10.11
SELECT a.id 
FROM t AS a

-- Oracle 19, Oracle 23
SELECT /*+ index(a ix) */ a.id 
FROM t a

-- SQL Server 2017, SQL Server 2022
SELECT a.id 
FROM t AS a WITH (NOLOCK)
