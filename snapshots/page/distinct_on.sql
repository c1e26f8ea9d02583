-- SQLite 3.30, SQLite 3.40
-- refused: SQLite does not support DISTINCT ON; number the rows: func.row_number().over(partition_by=..., order_by=...) == 1

-- PostgreSQL 13, PostgreSQL 18
SELECT DISTINCT ON (t.name, t.o) t.id 
FROM t ORDER BY t.name

-- MariaDB 10.4, MariaDB 10.11
-- refused: MariaDB does not support DISTINCT ON; number the rows: func.row_number().over(partition_by=..., order_by=...) == 1

-- Oracle 19, Oracle 23
-- refused: Oracle does not support DISTINCT ON; number the rows: func.row_number().over(partition_by=..., order_by=...) == 1

-- SQL Server 2017, SQL Server 2022
-- refused: SQL Server does not support DISTINCT ON; number the rows: func.row_number().over(partition_by=..., order_by=...) == 1
