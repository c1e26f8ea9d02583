-- SQLite 3.30, SQLite 3.40
WITH RECURSIVE r(n) AS 
(SELECT ? AS n UNION SELECT r.n + ? AS anon_1 
FROM r 
WHERE r.n < ?)
 SELECT r.n 
FROM r
-- param_1=1, n_1=1, n_2=10

-- PostgreSQL 13, PostgreSQL 18
WITH RECURSIVE r(n) AS 
(SELECT %(param_1)s::INTEGER AS n UNION SELECT r.n + %(n_1)s::INTEGER AS anon_1 
FROM r 
WHERE r.n < %(n_2)s::INTEGER)
 SELECT r.n 
FROM r
-- param_1=1, n_1=1, n_2=10

-- MariaDB 10.4, MariaDB 10.11
WITH RECURSIVE r(n) AS 
(SELECT %s AS n UNION SELECT r.n + %s AS anon_1 
FROM r 
WHERE r.n < %s)
 SELECT r.n 
FROM r
-- param_1=1, n_1=1, n_2=10

-- Oracle 19
WITH r(n) AS 
(SELECT :param_1 AS n FROM DUAL UNION SELECT r.n + :n_1 AS anon_1 
FROM r 
WHERE r.n < :n_2)
 SELECT r.n 
FROM r
-- param_1=1, n_1=1, n_2=10

-- Oracle 23, SQL Server 2017, SQL Server 2022
WITH r(n) AS 
(SELECT :param_1 AS n UNION SELECT r.n + :n_1 AS anon_1 
FROM r 
WHERE r.n < :n_2)
 SELECT r.n 
FROM r
-- param_1=1, n_1=1, n_2=10
