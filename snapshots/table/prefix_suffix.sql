-- SQLite 3.30, SQLite 3.40, PostgreSQL 13, PostgreSQL 18, MariaDB 10.4, MariaDB 10.11, SQL Server 2017, SQL Server 2022
SELECT /* a */ /* b */ t.id 
FROM t /* c */ 

-- Oracle 19, Oracle 23
SELECT /* a */ /* b */ /* d */ t.id 
FROM t /* c */ 
