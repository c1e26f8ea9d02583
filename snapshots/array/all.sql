-- SQLite 3.30, SQLite 3.40
SELECT doc.id 
FROM doc 
WHERE ? < ALL (doc.a)
-- param_1=5

-- PostgreSQL 13, PostgreSQL 18
SELECT doc.id 
FROM doc 
WHERE %(param_1)s::INTEGER < ALL (doc.a)
-- param_1=5

-- MariaDB 10.4, MariaDB 10.11
SELECT doc.id 
FROM doc 
WHERE %s < ALL (doc.a)
-- param_1=5

-- Oracle 19, Oracle 23, SQL Server 2017, SQL Server 2022
SELECT doc.id 
FROM doc 
WHERE :param_1 < ALL (doc.a)
-- param_1=5
