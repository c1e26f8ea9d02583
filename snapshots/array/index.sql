-- SQLite 3.30, SQLite 3.40
-- refused: SQLite does not support an element of an ARRAY; keep the values in a table of their own, or in a JSON document

-- PostgreSQL 13, PostgreSQL 18
SELECT doc.a[%(a_1)s::INTEGER] AS anon_1 
FROM doc
-- a_1=5

-- MariaDB 10.4, MariaDB 10.11
-- refused: MariaDB does not support an element of an ARRAY; keep the values in a table of their own, or in a JSON document

-- Oracle 19, Oracle 23
-- refused: Oracle does not support an element of an ARRAY; keep the values in a table of their own, or in a JSON document

-- SQL Server 2017, SQL Server 2022
-- refused: SQL Server does not support an element of an ARRAY; keep the values in a table of their own, or in a JSON document
