-- SQLite 3.30, SQLite 3.40
WITH c(a) AS 
(VALUES (?), (?))
 SELECT c.a 
FROM c
-- param_1=1, param_2=2

-- PostgreSQL 13, PostgreSQL 18
WITH c(a) AS 
(VALUES (%(param_1)s::INTEGER), (%(param_2)s::INTEGER))
 SELECT c.a 
FROM c
-- param_1=1, param_2=2

-- MariaDB 10.4, MariaDB 10.11
WITH c(a) AS 
(VALUES (%s), (%s))
 SELECT c.a 
FROM c
-- param_1=1, param_2=2

-- Oracle 19
WITH c(a) AS 
(SELECT :param_1 FROM DUAL UNION ALL SELECT :param_2 FROM DUAL)
 SELECT c.a 
FROM c
-- param_1=1, param_2=2

-- Oracle 23, SQL Server 2017, SQL Server 2022
WITH c(a) AS 
(SELECT :param_1 UNION ALL SELECT :param_2)
 SELECT c.a 
FROM c
-- param_1=1, param_2=2
