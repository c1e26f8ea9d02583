-- SQLite 3.30, SQLite 3.40
SELECT t.id 
FROM t 
WHERE (t.id = ? OR t.id = ?) AND t.name = ?
-- id_1=1, id_2=2, name_1='a'

-- PostgreSQL 13, PostgreSQL 18
SELECT t.id 
FROM t 
WHERE (t.id = %(id_1)s::INTEGER OR t.id = %(id_2)s::INTEGER) AND t.name = %(name_1)s::VARCHAR
-- id_1=1, id_2=2, name_1='a'

-- MariaDB 10.4, MariaDB 10.11
SELECT t.id 
FROM t 
WHERE (t.id = %s OR t.id = %s) AND t.name = %s
-- id_1=1, id_2=2, name_1='a'

-- Oracle 19, Oracle 23, SQL Server 2017, SQL Server 2022
SELECT t.id 
FROM t 
WHERE (t.id = :id_1 OR t.id = :id_2) AND t.name = :name_1
-- id_1=1, id_2=2, name_1='a'
