-- SQLite 3.30, SQLite 3.40, PostgreSQL 13, PostgreSQL 18, MariaDB 10.4, MariaDB 10.11
SELECT anon_1.id 
FROM (SELECT t.id AS id 
FROM t ORDER BY t.name) AS anon_1

-- Oracle 19, Oracle 23
SELECT anon_1.id 
FROM (SELECT t.id AS id 
FROM t ORDER BY t.name) anon_1

-- SQL Server 2017, SQL Server 2022
SELECT anon_1.id 
FROM (SELECT t.id AS id 
FROM t) AS anon_1
