-- SQLite 3.30, SQLite 3.40, PostgreSQL 13, PostgreSQL 18, Oracle 19, Oracle 23
SELECT "tab".a 
FROM "tab"

-- MariaDB 10.4, MariaDB 10.11
SELECT `tab`.a 
FROM `tab`

-- SQL Server 2017, SQL Server 2022
SELECT [tab].a 
FROM [tab]
