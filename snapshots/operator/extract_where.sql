-- SQLite 3.30, SQLite 3.40
-- refused: 'q' is not a valid extract argument; SQLite has month, day, year, second, hour, doy, minute, epoch, dow, week

-- PostgreSQL 13, PostgreSQL 18
SELECT t.id 
FROM t 
WHERE EXTRACT(month FROM t.d) = %(param_1)s::INTEGER AND EXTRACT(q FROM %(param_2)s::INTEGER) > %(param_3)s::INTEGER
-- param_1=5, param_2=1, param_3=0

-- MariaDB 10.4, MariaDB 10.11
SELECT t.id 
FROM t 
WHERE EXTRACT(month FROM t.d) = %s AND EXTRACT(q FROM %s) > %s
-- param_1=5, param_2=1, param_3=0

-- Oracle 19, Oracle 23
SELECT t.id 
FROM t 
WHERE EXTRACT(month FROM t.d) = :param_1 AND EXTRACT(q FROM :param_2) > :param_3
-- param_1=5, param_2=1, param_3=0

-- SQL Server 2017, SQL Server 2022
SELECT t.id 
FROM t 
WHERE DATEPART(month, t.d) = :param_1 AND DATEPART(q, :param_2) > :param_3
-- param_1=5, param_2=1, param_3=0
