-- SQLite 3.30, SQLite 3.40
SELECT ? AS anon_1, ? AS anon_2, ? AS anon_3, ? AS anon_4
-- param_1='x', param_2=5.5, param_4=True

-- PostgreSQL 13, PostgreSQL 18
SELECT %(param_1)s::VARCHAR AS anon_1, %(param_2)s AS anon_2, %(param_3)s AS anon_3, %(param_4)s AS anon_4
-- param_1='x', param_2=5.5, param_4=True

-- MariaDB 10.4, MariaDB 10.11
SELECT %s AS anon_1, %s AS anon_2, %s AS anon_3, %s AS anon_4
-- param_1='x', param_2=5.5, param_4=True

-- Oracle 19
SELECT :param_1 AS anon_1, :param_2 AS anon_2, :param_3 AS anon_3, :param_4 AS anon_4 FROM DUAL
-- param_1='x', param_2=5.5, param_4=True

-- Oracle 23, SQL Server 2017, SQL Server 2022
SELECT :param_1 AS anon_1, :param_2 AS anon_2, :param_3 AS anon_3, :param_4 AS anon_4
-- param_1='x', param_2=5.5, param_4=True
