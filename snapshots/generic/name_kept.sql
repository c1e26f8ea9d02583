-- SQLite 3.30, SQLite 3.40
SELECT count(t.id) AS count_1, CURRENT_TIMESTAMP AS now_1, coalesce(t.id, ?) AS coalesce_1 
FROM t
-- coalesce_2=1

-- PostgreSQL 13, PostgreSQL 18
SELECT count(t.id) AS count_1, now() AS now_1, coalesce(t.id, %(coalesce_2)s::INTEGER) AS coalesce_1 
FROM t
-- coalesce_2=1

-- MariaDB 10.4, MariaDB 10.11
SELECT count(t.id) AS count_1, now() AS now_1, coalesce(t.id, %s) AS coalesce_1 
FROM t
-- coalesce_2=1

-- Oracle 19, Oracle 23, SQL Server 2017, SQL Server 2022
SELECT count(t.id) AS count_1, CURRENT_TIMESTAMP AS now_1, coalesce(t.id, :coalesce_2) AS coalesce_1 
FROM t
-- coalesce_2=1
