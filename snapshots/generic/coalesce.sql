-- SQLite 3.30, SQLite 3.40
SELECT coalesce(t.id, ?) AS coalesce_1, coalesce(max(t.id), t.o, ?) + ? AS anon_1 
FROM t
-- coalesce_2=5, coalesce_3=0, coalesce_4=1

-- PostgreSQL 13, PostgreSQL 18
SELECT coalesce(t.id, %(coalesce_2)s::INTEGER) AS coalesce_1, coalesce(max(t.id), t.o, %(coalesce_3)s::INTEGER) + %(coalesce_4)s::INTEGER AS anon_1 
FROM t
-- coalesce_2=5, coalesce_3=0, coalesce_4=1

-- MariaDB 10.4, MariaDB 10.11
SELECT coalesce(t.id, %s) AS coalesce_1, coalesce(max(t.id), t.o, %s) + %s AS anon_1 
FROM t
-- coalesce_2=5, coalesce_3=0, coalesce_4=1

-- Oracle 19, Oracle 23, SQL Server 2017, SQL Server 2022
SELECT coalesce(t.id, :coalesce_2) AS coalesce_1, coalesce(max(t.id), t.o, :coalesce_3) + :coalesce_4 AS anon_1 
FROM t
-- coalesce_2=5, coalesce_3=0, coalesce_4=1
