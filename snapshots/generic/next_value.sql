-- SQLite 3.30, SQLite 3.40
-- refused: SQLite does not support sequences; let an INTEGER PRIMARY KEY number the rows

-- PostgreSQL 13, PostgreSQL 18
SELECT nextval('sq') AS next_value_1, nextval('sq') AS next_value_2

-- MariaDB 10.4, MariaDB 10.11
SELECT nextval(sq) AS next_value_1, nextval(sq) AS next_value_2

-- Oracle 19
SELECT sq.nextval AS next_value_1, sq.nextval AS next_value_2 FROM DUAL

-- Oracle 23
SELECT sq.nextval AS next_value_1, sq.nextval AS next_value_2

-- SQL Server 2017, SQL Server 2022
SELECT NEXT VALUE FOR sq AS next_value_1, NEXT VALUE FOR sq AS next_value_2
