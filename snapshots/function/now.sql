-- SQLite 3.30, SQLite 3.40, Oracle 23
SELECT CURRENT_TIMESTAMP AS now_1, CURRENT_TIMESTAMP AS current_timestamp_1, CURRENT_DATE AS current_date_1

-- PostgreSQL 13, PostgreSQL 18, MariaDB 10.4, MariaDB 10.11
SELECT now() AS now_1, CURRENT_TIMESTAMP AS current_timestamp_1, CURRENT_DATE AS current_date_1

-- Oracle 19
SELECT CURRENT_TIMESTAMP AS now_1, CURRENT_TIMESTAMP AS current_timestamp_1, CURRENT_DATE AS current_date_1 FROM DUAL

-- SQL Server 2017, SQL Server 2022
SELECT CURRENT_TIMESTAMP AS now_1, CURRENT_TIMESTAMP AS current_timestamp_1, GETDATE() AS current_date_1
