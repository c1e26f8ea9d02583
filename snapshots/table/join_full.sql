-- SQLite 3.30
-- refused: SQLite does not support FULL OUTER JOIN; unite two outer joins: left.outerjoin(right) and right.outerjoin(left)

-- SQLite 3.40, PostgreSQL 13, PostgreSQL 18, Oracle 19, Oracle 23, SQL Server 2017, SQL Server 2022
SELECT t.id 
FROM t FULL OUTER JOIN p ON p.id = t.o

-- MariaDB 10.4, MariaDB 10.11
-- refused: MariaDB does not support FULL OUTER JOIN; unite two outer joins: left.outerjoin(right) and right.outerjoin(left)
