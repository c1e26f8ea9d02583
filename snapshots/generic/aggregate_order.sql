-- SQLite 3.30, SQLite 3.40, PostgreSQL 13, PostgreSQL 18, MariaDB 10.4, MariaDB 10.11
SELECT array_agg(t.id ORDER BY t.name, t.id DESC) AS array_agg_1 
FROM t

-- Oracle 19, Oracle 23, SQL Server 2017, SQL Server 2022
SELECT array_agg(t.id) WITHIN GROUP (ORDER BY t.name, t.id DESC) AS array_agg_1 
FROM t
