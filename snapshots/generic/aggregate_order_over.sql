-- SQLite 3.30, SQLite 3.40, PostgreSQL 13, PostgreSQL 18, MariaDB 10.4, MariaDB 10.11
SELECT array_agg(t.id ORDER BY t.name) OVER (PARTITION BY t.o) AS anon_1 
FROM t

-- Oracle 19, Oracle 23, SQL Server 2017, SQL Server 2022
SELECT array_agg(t.id) WITHIN GROUP (ORDER BY t.name) OVER (PARTITION BY t.o) AS anon_1 
FROM t
