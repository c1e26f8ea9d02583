-- SQLite 3.30, SQLite 3.40, PostgreSQL 13, PostgreSQL 18, MariaDB 10.4, MariaDB 10.11, Oracle 23
SELECT t.id 
FROM t 
WHERE (t.id IN (__[POSTCOMPILE_id_1])) = t.f
-- id_1=[1]

-- Oracle 19, SQL Server 2017, SQL Server 2022
SELECT t.id 
FROM t 
WHERE CASE WHEN ((t.id IN (__[POSTCOMPILE_id_1]))) THEN 1 ELSE 0 END = t.f
-- id_1=[1]
