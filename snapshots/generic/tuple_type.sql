-- SQLite 3.30, SQLite 3.40, PostgreSQL 13, PostgreSQL 18, MariaDB 10.4, MariaDB 10.11, Oracle 19, Oracle 23
SELECT t.id 
FROM t 
WHERE (t.id, t.d) IN (__[POSTCOMPILE_param_1])
-- param_1=[(1, None)]

-- SQL Server 2017, SQL Server 2022
-- refused: SQL Server does not support row values such as (a, b) IN ...; use or_(and_(a == 1, b == 2), ...), or exists() over values()
