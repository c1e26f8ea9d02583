-- SQLite 3.30, SQLite 3.40
WITH c AS 
(SELECT id FROM q WHERE z = ?)
 SELECT c.id 
FROM c
-- z=4

-- PostgreSQL 13, PostgreSQL 18
WITH c AS 
(SELECT id FROM q WHERE z = %(z)s::INTEGER)
 SELECT c.id 
FROM c
-- z=4

-- MariaDB 10.4, MariaDB 10.11
WITH c AS 
(SELECT id FROM q WHERE z = %s)
 SELECT c.id 
FROM c
-- z=4

-- Oracle 19, Oracle 23, SQL Server 2017, SQL Server 2022
WITH c AS 
(SELECT id FROM q WHERE z = :z)
 SELECT c.id 
FROM c
-- z=4
