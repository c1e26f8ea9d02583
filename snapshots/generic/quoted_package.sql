-- SQLite 3.30, SQLite 3.40
SELECT "My Pkg".inner(?) AS inner_1
-- inner_2=1

-- PostgreSQL 13, PostgreSQL 18
SELECT "My Pkg".inner(%(inner_2)s::INTEGER) AS inner_1
-- inner_2=1

-- MariaDB 10.4, MariaDB 10.11
SELECT `My Pkg`.inner(%s) AS inner_1
-- inner_2=1

-- Oracle 19
SELECT "My Pkg".inner(:inner_2) AS inner_1 FROM DUAL
-- inner_2=1

-- Oracle 23
SELECT "My Pkg".inner(:inner_2) AS inner_1
-- inner_2=1

-- SQL Server 2017, SQL Server 2022
SELECT [My Pkg].inner(:inner_2) AS inner_1
-- inner_2=1
