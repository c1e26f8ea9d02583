-- SQLite 3.30, SQLite 3.40
SELECT length(t.name) AS char_length_1 
FROM t

-- PostgreSQL 13, PostgreSQL 18, MariaDB 10.4, MariaDB 10.11
SELECT char_length(t.name) AS char_length_1 
FROM t

-- Oracle 19, Oracle 23
SELECT LENGTH(t.name) AS char_length_1 
FROM t

-- SQL Server 2017, SQL Server 2022
SELECT LEN(t.name) AS char_length_1 
FROM t
