-- SQLite 3.30, SQLite 3.40
SELECT t.id 
FROM t ORDER BY t.id
 LIMIT ? + ? OFFSET foo()
-- param_1=5, param_2=1

-- PostgreSQL 13, PostgreSQL 18
SELECT t.id 
FROM t ORDER BY t.id 
 LIMIT %(param_1)s::INTEGER + %(param_2)s::INTEGER OFFSET foo()
-- param_1=5, param_2=1

-- MariaDB 10.4, MariaDB 10.11
SELECT t.id 
FROM t ORDER BY t.id 
 LIMIT foo(), %s + %s
-- param_1=5, param_2=1

-- Oracle 19, Oracle 23, SQL Server 2017, SQL Server 2022
SELECT t.id 
FROM t ORDER BY t.id
 OFFSET foo() ROWS
 FETCH FIRST :param_1 + :param_2 ROWS ONLY
-- param_1=5, param_2=1
