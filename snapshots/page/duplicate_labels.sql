-- SQLite 3.30, SQLite 3.40, PostgreSQL 13, PostgreSQL 18, MariaDB 10.4, MariaDB 10.11, Oracle 19, Oracle 23, SQL Server 2017, SQL Server 2022
SELECT t.id AS q, p.id AS q, t.id, p.id AS id 
FROM t, p
