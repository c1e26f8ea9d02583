-- SQLite 3.30, SQLite 3.40
SELECT s.id 
FROM t AS s TABLESAMPLE bernoulli(?) REPEATABLE (random())
-- bernoulli_1=1

-- PostgreSQL 13, PostgreSQL 18
SELECT s.id 
FROM t AS s TABLESAMPLE bernoulli(%(bernoulli_1)s::INTEGER) REPEATABLE (random())
-- bernoulli_1=1

-- MariaDB 10.4, MariaDB 10.11
SELECT s.id 
FROM t AS s TABLESAMPLE bernoulli(%s) REPEATABLE (rand())
-- bernoulli_1=1

-- Oracle 19, Oracle 23
SELECT s.id 
FROM t s TABLESAMPLE bernoulli(:bernoulli_1) REPEATABLE (random())
-- bernoulli_1=1

-- SQL Server 2017, SQL Server 2022
SELECT s.id 
FROM t AS s TABLESAMPLE bernoulli(:bernoulli_1) REPEATABLE (random())
-- bernoulli_1=1
