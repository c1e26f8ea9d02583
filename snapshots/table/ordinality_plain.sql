-- SQLite 3.30, SQLite 3.40
SELECT anon_1.v, anon_1.n 
FROM gs(?) WITH ORDINALITY AS anon_1
-- gs_1=4

-- PostgreSQL 13, PostgreSQL 18
SELECT anon_1.v, anon_1.n 
FROM gs(%(gs_1)s::INTEGER) WITH ORDINALITY AS anon_1
-- gs_1=4

-- MariaDB 10.4, MariaDB 10.11
SELECT anon_1.v, anon_1.n 
FROM gs(%s) WITH ORDINALITY AS anon_1
-- gs_1=4

-- Oracle 19, Oracle 23
SELECT anon_1.v, anon_1.n 
FROM TABLE (gs(:gs_1) WITH ORDINALITY) anon_1
-- gs_1=4

-- SQL Server 2017, SQL Server 2022
SELECT anon_1.v, anon_1.n 
FROM gs(:gs_1) WITH ORDINALITY AS anon_1
-- gs_1=4
