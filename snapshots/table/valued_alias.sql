-- SQLite 3.30, SQLite 3.40
SELECT q.a, q.b 
FROM gen(?, ?) AS q
-- gen_1=1, gen_2=5

-- PostgreSQL 13, PostgreSQL 18
SELECT q.a, q.b 
FROM gen(%(gen_1)s::INTEGER, %(gen_2)s::INTEGER) AS q
-- gen_1=1, gen_2=5

-- MariaDB 10.4, MariaDB 10.11
SELECT q.a, q.b 
FROM gen(%s, %s) AS q
-- gen_1=1, gen_2=5

-- Oracle 19, Oracle 23
SELECT q.a, q.b 
FROM TABLE (gen(:gen_1, :gen_2)) q
-- gen_1=1, gen_2=5

-- SQL Server 2017, SQL Server 2022
SELECT q.a, q.b 
FROM gen(:gen_1, :gen_2) AS q
-- gen_1=1, gen_2=5
