-- SQLite 3.30, SQLite 3.40
SELECT t.id 
FROM t 
WHERE t.id BETWEEN SYMMETRIC ? AND ?
-- id_1=1, id_2=5

-- PostgreSQL 13, PostgreSQL 18
SELECT t.id 
FROM t 
WHERE t.id BETWEEN SYMMETRIC %(id_1)s::INTEGER AND %(id_2)s::INTEGER
-- id_1=1, id_2=5

-- MariaDB 10.4, MariaDB 10.11
SELECT t.id 
FROM t 
WHERE t.id BETWEEN SYMMETRIC %s AND %s
-- id_1=1, id_2=5

-- Oracle 19, Oracle 23, SQL Server 2017, SQL Server 2022
SELECT t.id 
FROM t 
WHERE t.id BETWEEN SYMMETRIC :id_1 AND :id_2
-- id_1=1, id_2=5
