-- SQLite 3.30, SQLite 3.40
-- refused: SQLite does not support INTERSECT ALL; number equal rows with func.row_number() and compare those too

-- PostgreSQL 13, PostgreSQL 18, MariaDB 10.11, Oracle 23
SELECT t.id 
FROM t INTERSECT ALL SELECT p.id 
FROM p

-- MariaDB 10.4
-- refused: MariaDB does not support INTERSECT ALL; number equal rows with func.row_number() and compare those too

-- Oracle 19
-- refused: Oracle does not support INTERSECT ALL; number equal rows with func.row_number() and compare those too

-- SQL Server 2017, SQL Server 2022
-- refused: SQL Server does not support INTERSECT ALL; number equal rows with func.row_number() and compare those too
