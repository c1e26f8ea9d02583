-- SQLite 3.30, SQLite 3.40
-- refused: SQLite does not support FETCH of a percentage; count the rows first, and fetch a number

-- PostgreSQL 13, PostgreSQL 18
-- refused: PostgreSQL does not support FETCH of a percentage; count the rows first, and fetch a number

-- MariaDB 10.4, MariaDB 10.11
-- refused: MariaDB does not support FETCH of a percentage; count the rows first, and fetch a number

-- Oracle 19, Oracle 23
SELECT t.id 
FROM t ORDER BY t.id
 OFFSET __[POSTCOMPILE_param_1] ROWS
 FETCH FIRST __[POSTCOMPILE_param_2] PERCENT ROWS WITH TIES
-- param_1=2, param_2=5

-- SQL Server 2017, SQL Server 2022
-- refused: SQL Server does not support FETCH with ties or percent beside an OFFSET; leave out the offset, or number the rows
