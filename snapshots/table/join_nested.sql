-- SQLite 3.30, SQLite 3.40, PostgreSQL 13, PostgreSQL 18, SQL Server 2017, SQL Server 2022
SELECT t.id 
FROM t LEFT OUTER JOIN (p JOIN p AS a ON a.id = p.id) ON t.o = p.id

-- MariaDB 10.4, MariaDB 10.11
SELECT t.id 
FROM t LEFT OUTER JOIN (p INNER JOIN p AS a ON a.id = p.id) ON t.o = p.id

-- Oracle 19, Oracle 23
SELECT t.id 
FROM t LEFT OUTER JOIN (p JOIN p a ON a.id = p.id) ON t.o = p.id
