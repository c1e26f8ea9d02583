-- SQLite 3.30, SQLite 3.40
SELECT ? AS anon_1, ? AS y, NULL AS anon_2, 1 AS z
-- param_1=5, param_2='x'

-- PostgreSQL 13, PostgreSQL 18
SELECT %(param_1)s::INTEGER AS anon_1, %(param_2)s::VARCHAR AS y, NULL AS anon_2, 1 AS z
-- param_1=5, param_2='x'

-- MariaDB 10.4, MariaDB 10.11
SELECT %s AS anon_1, %s AS y, NULL AS anon_2, 1 AS z
-- param_1=5, param_2='x'

-- Oracle 19
SELECT :param_1 AS anon_1, :param_2 AS y, NULL AS anon_2, 1 AS z FROM DUAL
-- param_1=5, param_2='x'

-- Oracle 23, SQL Server 2017, SQL Server 2022
SELECT :param_1 AS anon_1, :param_2 AS y, NULL AS anon_2, 1 AS z
-- param_1=5, param_2='x'
