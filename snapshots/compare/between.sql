-- SQLite 3.30, SQLite 3.40
SELECT t.id 
FROM t 
WHERE t.id BETWEEN ? AND ? AND t.id NOT BETWEEN ? AND ?
-- id_1=1, id_2=2, id_3=3, id_4=4

-- PostgreSQL 13, PostgreSQL 18
SELECT t.id 
FROM t 
WHERE t.id BETWEEN %(id_1)s::INTEGER AND %(id_2)s::INTEGER AND t.id NOT BETWEEN %(id_3)s::INTEGER AND %(id_4)s::INTEGER
-- id_1=1, id_2=2, id_3=3, id_4=4

-- MariaDB 10.4, MariaDB 10.11
SELECT t.id 
FROM t 
WHERE t.id BETWEEN %s AND %s AND t.id NOT BETWEEN %s AND %s
-- id_1=1, id_2=2, id_3=3, id_4=4

-- Oracle 19, Oracle 23, SQL Server 2017, SQL Server 2022
SELECT t.id 
FROM t 
WHERE t.id BETWEEN :id_1 AND :id_2 AND t.id NOT BETWEEN :id_3 AND :id_4
-- id_1=1, id_2=2, id_3=3, id_4=4
