-- SQLite 3.30, SQLite 3.40
SELECT percentile_cont(?) WITHIN GROUP (ORDER BY t.id DESC) AS percentile_cont_1 
FROM t
-- percentile_cont_2=0.5

-- PostgreSQL 13, PostgreSQL 18
SELECT percentile_cont(%(percentile_cont_2)s) WITHIN GROUP (ORDER BY t.id DESC) AS percentile_cont_1 
FROM t
-- percentile_cont_2=0.5

-- MariaDB 10.4, MariaDB 10.11
SELECT percentile_cont(%s) WITHIN GROUP (ORDER BY t.id DESC) AS percentile_cont_1 
FROM t
-- percentile_cont_2=0.5

-- Oracle 19, Oracle 23, SQL Server 2017, SQL Server 2022
SELECT percentile_cont(:percentile_cont_2) WITHIN GROUP (ORDER BY t.id DESC) AS percentile_cont_1 
FROM t
-- percentile_cont_2=0.5
