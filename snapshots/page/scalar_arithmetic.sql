-- SQLite 3.30, SQLite 3.40
SELECT (SELECT max(p.id) AS max_1 
FROM p) + ? AS anon_1, (SELECT p.name 
FROM p) AS nm
-- param_1=1

-- PostgreSQL 13, PostgreSQL 18
SELECT (SELECT max(p.id) AS max_1 
FROM p) + %(param_1)s::INTEGER AS anon_1, (SELECT p.name 
FROM p) AS nm
-- param_1=1

-- MariaDB 10.4, MariaDB 10.11
SELECT (SELECT max(p.id) AS max_1 
FROM p) + %s AS anon_1, (SELECT p.name 
FROM p) AS nm
-- param_1=1

-- Oracle 19
SELECT (SELECT max(p.id) AS max_1 
FROM p) + :param_1 AS anon_1, (SELECT p.name 
FROM p) AS nm FROM DUAL
-- param_1=1

-- Oracle 23, SQL Server 2017, SQL Server 2022
SELECT (SELECT max(p.id) AS max_1 
FROM p) + :param_1 AS anon_1, (SELECT p.name 
FROM p) AS nm
-- param_1=1
