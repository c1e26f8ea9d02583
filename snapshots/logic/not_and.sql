-- SQLite 3.30, SQLite 3.40
SELECT t.id 
FROM t 
WHERE NOT (t.id = ? AND t.name = ?)
-- id_1=1, name_1='x'

-- PostgreSQL 13, PostgreSQL 18
SELECT t.id 
FROM t 
WHERE NOT (t.id = %(id_1)s::INTEGER AND t.name = %(name_1)s::VARCHAR)
-- id_1=1, name_1='x'

-- MariaDB 10.4, MariaDB 10.11
SELECT t.id 
FROM t 
WHERE NOT (t.id = %s AND t.name = %s)
-- id_1=1, name_1='x'

-- Oracle 19, Oracle 23, SQL Server 2017, SQL Server 2022
SELECT t.id 
FROM t 
WHERE NOT (t.id = :id_1 AND t.name = :name_1)
-- id_1=1, name_1='x'
