-- SQLite 3.30, SQLite 3.40
SELECT t.id 
FROM t 
WHERE (t.id ~~ ?) AND NOT (t.id && t.o)
-- id_1='q'

-- PostgreSQL 13, PostgreSQL 18
SELECT t.id 
FROM t 
WHERE (t.id ~~ %(id_1)s::VARCHAR) AND NOT (t.id && t.o)
-- id_1='q'

-- MariaDB 10.4, MariaDB 10.11
SELECT t.id 
FROM t 
WHERE (t.id ~~ %s) AND NOT (t.id && t.o)
-- id_1='q'

-- Oracle 19, Oracle 23, SQL Server 2017, SQL Server 2022
SELECT t.id 
FROM t 
WHERE (t.id ~~ :id_1) AND NOT (t.id && t.o)
-- id_1='q'
