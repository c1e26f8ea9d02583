-- SQLite 3.30, SQLite 3.40
SELECT je."key", je.value 
FROM json_each(t.name) AS je 
WHERE je."key" = ?
-- key_1='a'

-- PostgreSQL 13, PostgreSQL 18
SELECT je.key, je.value 
FROM json_each(t.name) AS je 
WHERE je.key = %(key_1)s::VARCHAR
-- key_1='a'

-- MariaDB 10.4, MariaDB 10.11
SELECT je.`key`, je.value 
FROM json_each(t.name) AS je 
WHERE je.`key` = %s
-- key_1='a'

-- Oracle 19, Oracle 23
SELECT je.key, je.value 
FROM TABLE (json_each(t.name)) je 
WHERE je.key = :key_1
-- key_1='a'

-- SQL Server 2017, SQL Server 2022
SELECT je.[key], je.value 
FROM json_each(t.name) AS je 
WHERE je.[key] = :key_1
-- key_1='a'
