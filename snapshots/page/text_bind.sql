-- SQLite 3.30, SQLite 3.40
SELECT * FROM t WHERE a = ? AND b::int = ? AND c = ':c'
-- a=5, b=6

-- PostgreSQL 13, PostgreSQL 18
SELECT * FROM t WHERE a = %(a)s::INTEGER AND b::int = %(b)s::INTEGER AND c = ':c'
-- a=5, b=6

-- MariaDB 10.4, MariaDB 10.11
SELECT * FROM t WHERE a = %s AND b::int = %s AND c = ':c'
-- a=5, b=6

-- Oracle 19, Oracle 23, SQL Server 2017, SQL Server 2022
SELECT * FROM t WHERE a = :a AND b::int = :b AND c = ':c'
-- a=5, b=6
