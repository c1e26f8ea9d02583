-- SQLite 3.30, SQLite 3.40
SELECT a.b, c + ? AS anon_1, 'x' AS q
-- c_1=1

-- PostgreSQL 13, PostgreSQL 18
SELECT a.b, c + %(c_1)s::INTEGER AS anon_1, 'x' AS q
-- c_1=1

-- MariaDB 10.4, MariaDB 10.11
SELECT a.b, c + %s AS anon_1, 'x' AS q
-- c_1=1

-- Oracle 19
SELECT a.b, c + :c_1 AS anon_1, 'x' AS q FROM DUAL
-- c_1=1

-- Oracle 23, SQL Server 2017, SQL Server 2022
SELECT a.b, c + :c_1 AS anon_1, 'x' AS q
-- c_1=1
