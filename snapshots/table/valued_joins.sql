-- SQLite 3.30, SQLite 3.40, SQL Server 2017, SQL Server 2022
SELECT t.id, anon_1.value 
FROM t JOIN json_each(t.name) AS anon_1 ON 1 = 1

-- PostgreSQL 13, PostgreSQL 18
SELECT t.id, anon_1.value 
FROM t JOIN json_each(t.name) AS anon_1 ON true

-- MariaDB 10.4, MariaDB 10.11
SELECT t.id, anon_1.value 
FROM t INNER JOIN json_each(t.name) AS anon_1 ON true = 1

-- Oracle 19
SELECT t.id, anon_1.value 
FROM t JOIN TABLE (json_each(t.name)) anon_1 ON 1 = 1

-- Oracle 23
SELECT t.id, anon_1.value 
FROM t JOIN TABLE (json_each(t.name)) anon_1 ON true
