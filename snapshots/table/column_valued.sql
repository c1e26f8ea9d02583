-- SQLite 3.30, SQLite 3.40
SELECT anon_1 
FROM json_array_elements(?) AS anon_1
-- json_array_elements_1='["a"]'

-- PostgreSQL 13, PostgreSQL 18
SELECT anon_1 
FROM json_array_elements(%(json_array_elements_1)s::VARCHAR) AS anon_1
-- json_array_elements_1='["a"]'

-- MariaDB 10.4, MariaDB 10.11
SELECT anon_1 
FROM json_array_elements(%s) AS anon_1
-- json_array_elements_1='["a"]'

-- Oracle 19, Oracle 23
SELECT anon_1.COLUMN_VALUE 
FROM TABLE (json_array_elements(:json_array_elements_1)) anon_1
-- json_array_elements_1='["a"]'

-- SQL Server 2017, SQL Server 2022
SELECT anon_1 
FROM json_array_elements(:json_array_elements_1) AS anon_1
-- json_array_elements_1='["a"]'
