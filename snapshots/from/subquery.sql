-- SQLite 3.30, SQLite 3.40
SELECT anon_1.name, p.id, p.name AS name_1 
FROM (SELECT t.id AS id, t.name AS name 
FROM t 
WHERE t.id > ?) AS anon_1 JOIN p ON anon_1.id = p.id
-- id_1=3

-- PostgreSQL 13, PostgreSQL 18
SELECT anon_1.name, p.id, p.name AS name_1 
FROM (SELECT t.id AS id, t.name AS name 
FROM t 
WHERE t.id > %(id_1)s::INTEGER) AS anon_1 JOIN p ON anon_1.id = p.id
-- id_1=3

-- MariaDB 10.4, MariaDB 10.11
SELECT anon_1.name, p.id, p.name AS name_1 
FROM (SELECT t.id AS id, t.name AS name 
FROM t 
WHERE t.id > %s) AS anon_1 INNER JOIN p ON anon_1.id = p.id
-- id_1=3

-- Oracle 19, Oracle 23
SELECT anon_1.name, p.id, p.name AS name_1 
FROM (SELECT t.id AS id, t.name AS name 
FROM t 
WHERE t.id > :id_1) anon_1 JOIN p ON anon_1.id = p.id
-- id_1=3

-- SQL Server 2017, SQL Server 2022
SELECT anon_1.name, p.id, p.name AS name_1 
FROM (SELECT t.id AS id, t.name AS name 
FROM t 
WHERE t.id > :id_1) AS anon_1 JOIN p ON anon_1.id = p.id
-- id_1=3
