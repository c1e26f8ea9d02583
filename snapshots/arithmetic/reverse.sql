-- SQLite 3.30, SQLite 3.40
SELECT ? + t.id AS anon_1, ? - t.id AS anon_2, ? * t.id AS anon_3 
FROM t
-- id_1=5, id_2=5, id_3=5

-- PostgreSQL 13, PostgreSQL 18
SELECT %(id_1)s::INTEGER + t.id AS anon_1, %(id_2)s::INTEGER - t.id AS anon_2, %(id_3)s::INTEGER * t.id AS anon_3 
FROM t
-- id_1=5, id_2=5, id_3=5

-- MariaDB 10.4, MariaDB 10.11
SELECT %s + t.id AS anon_1, %s - t.id AS anon_2, %s * t.id AS anon_3 
FROM t
-- id_1=5, id_2=5, id_3=5

-- Oracle 19, Oracle 23, SQL Server 2017, SQL Server 2022
SELECT :id_1 + t.id AS anon_1, :id_2 - t.id AS anon_2, :id_3 * t.id AS anon_3 
FROM t
-- id_1=5, id_2=5, id_3=5
