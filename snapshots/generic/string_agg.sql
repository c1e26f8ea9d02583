-- SQLite 3.30, SQLite 3.40
SELECT group_concat(t.name, __[POSTCOMPILE_aggregate_strings_2]) AS aggregate_strings_1 
FROM t
-- aggregate_strings_2=','

-- PostgreSQL 13, PostgreSQL 18, SQL Server 2017, SQL Server 2022
SELECT string_agg(t.name, __[POSTCOMPILE_aggregate_strings_2]) AS aggregate_strings_1 
FROM t
-- aggregate_strings_2=','

-- MariaDB 10.4, MariaDB 10.11
SELECT group_concat(t.name SEPARATOR __[POSTCOMPILE_aggregate_strings_2]) AS aggregate_strings_1 
FROM t
-- aggregate_strings_2=','

-- Oracle 19, Oracle 23
SELECT LISTAGG(t.name, __[POSTCOMPILE_aggregate_strings_2]) AS aggregate_strings_1 
FROM t
-- aggregate_strings_2=','
