-- SQLite 3.30, SQLite 3.40
SELECT percentile_cont(?) WITHIN GROUP (ORDER BY t.id) FILTER (WHERE t.id > ?) AS anon_1 
FROM t
-- percentile_cont_1=0.5, id_1=1

-- PostgreSQL 13, PostgreSQL 18
SELECT percentile_cont(%(percentile_cont_1)s) WITHIN GROUP (ORDER BY t.id) FILTER (WHERE t.id > %(id_1)s::INTEGER) AS anon_1 
FROM t
-- percentile_cont_1=0.5, id_1=1

-- MariaDB 10.4, MariaDB 10.11
-- refused: MariaDB does not support FILTER on this aggregate; write a CASE inside the aggregate

-- Oracle 19
-- refused: Oracle does not support FILTER on this aggregate; write a CASE inside the aggregate

-- Oracle 23
SELECT percentile_cont(:percentile_cont_1) WITHIN GROUP (ORDER BY t.id) FILTER (WHERE t.id > :id_1) AS anon_1 
FROM t
-- percentile_cont_1=0.5, id_1=1

-- SQL Server 2017, SQL Server 2022
-- refused: SQL Server does not support FILTER on this aggregate; write a CASE inside the aggregate
