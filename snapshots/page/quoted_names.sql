-- SQLite 3.30, SQLite 3.40, PostgreSQL 13, PostgreSQL 18, Oracle 23
SELECT "abc", Mixed, "Order"

-- MariaDB 10.4, MariaDB 10.11
SELECT `abc`, Mixed, `Order`

-- Oracle 19
SELECT "abc", Mixed, "Order" FROM DUAL

-- SQL Server 2017, SQL Server 2022
SELECT [abc], Mixed, [Order]
