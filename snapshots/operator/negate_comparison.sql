-- SQLite 3.30, SQLite 3.40
SELECT t.id 
FROM t 
WHERE t.id != ? AND t.id >= ? AND t.name NOT LIKE ? AND t.id IS NOT NULL
-- id_1=1, id_2=2, name_1='q'

-- PostgreSQL 13, PostgreSQL 18
SELECT t.id 
FROM t 
WHERE t.id != %(id_1)s::INTEGER AND t.id >= %(id_2)s::INTEGER AND t.name NOT LIKE %(name_1)s::VARCHAR AND t.id IS NOT NULL
-- id_1=1, id_2=2, name_1='q'

-- MariaDB 10.4, MariaDB 10.11
SELECT t.id 
FROM t 
WHERE t.id != %s AND t.id >= %s AND t.name NOT LIKE %s AND t.id IS NOT NULL
-- id_1=1, id_2=2, name_1='q'

-- Oracle 19, Oracle 23, SQL Server 2017, SQL Server 2022
SELECT t.id 
FROM t 
WHERE t.id != :id_1 AND t.id >= :id_2 AND t.name NOT LIKE :name_1 AND t.id IS NOT NULL
-- id_1=1, id_2=2, name_1='q'
