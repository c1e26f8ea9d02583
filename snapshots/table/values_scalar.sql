-- SQLite 3.30, SQLite 3.40
SELECT (VALUES (?)) AS anon_1
-- param_1=1

-- PostgreSQL 13, PostgreSQL 18
SELECT (VALUES (%(param_1)s::INTEGER)) AS anon_1
-- param_1=1

-- MariaDB 10.4, MariaDB 10.11
SELECT (VALUES (%s)) AS anon_1
-- param_1=1

-- Oracle 19
SELECT (SELECT :param_1 FROM DUAL) AS anon_1 FROM DUAL
-- param_1=1

-- Oracle 23, SQL Server 2017, SQL Server 2022
SELECT (SELECT :param_1) AS anon_1
-- param_1=1
