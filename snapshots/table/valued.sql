-- SQLite 3.30, SQLite 3.40
SELECT anon_1.value 
FROM json_each(?) AS anon_1
-- json_each_1='["a"]'

-- PostgreSQL 13, PostgreSQL 18
SELECT anon_1.value 
FROM json_each(%(json_each_1)s::VARCHAR) AS anon_1
-- json_each_1='["a"]'

-- MariaDB 10.4, MariaDB 10.11
SELECT anon_1.value 
FROM json_each(%s) AS anon_1
-- json_each_1='["a"]'

-- Oracle 19, Oracle 23
SELECT anon_1.value 
FROM TABLE (json_each(:json_each_1)) anon_1
-- json_each_1='["a"]'

-- SQL Server 2017, SQL Server 2022
SELECT anon_1.value 
FROM json_each(:json_each_1) AS anon_1
-- json_each_1='["a"]'
