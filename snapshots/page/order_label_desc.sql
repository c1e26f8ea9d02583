-- SQLite 3.30, SQLite 3.40
SELECT t.id + ? AS z 
FROM t ORDER BY z DESC NULLS LAST, z ASC
-- id_1=1

-- PostgreSQL 13, PostgreSQL 18
SELECT t.id + %(id_1)s::INTEGER AS z 
FROM t ORDER BY z DESC NULLS LAST, z ASC
-- id_1=1

-- MariaDB 10.4, MariaDB 10.11
SELECT t.id + %s AS z 
FROM t ORDER BY t.id + %s DESC, z ASC
-- id_1=1

-- Oracle 19, Oracle 23
SELECT t.id + :id_1 AS z 
FROM t ORDER BY t.id + :id_1 DESC NULLS LAST, z ASC
-- id_1=1

-- SQL Server 2017, SQL Server 2022
SELECT t.id + :id_1 AS z 
FROM t ORDER BY t.id + :id_1 DESC, z ASC
-- id_1=1
