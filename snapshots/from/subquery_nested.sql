-- SQLite 3.30, SQLite 3.40, PostgreSQL 13, PostgreSQL 18, MariaDB 10.4, MariaDB 10.11, SQL Server 2017, SQL Server 2022
SELECT anon_1.id 
FROM (SELECT anon_2.id AS id 
FROM (SELECT t.id AS id 
FROM t) AS anon_2) AS anon_1

-- Oracle 19, Oracle 23
SELECT anon_1.id 
FROM (SELECT anon_2.id AS id 
FROM (SELECT t.id AS id 
FROM t) anon_2) anon_1
