-- SQLite 3.30, SQLite 3.40
SELECT CURRENT_USER AS current_user_1, SESSION_USER AS session_user_1, USER AS user_1, LOCALTIME AS localtime_1, DATETIME(CURRENT_TIMESTAMP, 'localtime') AS localtimestamp_1, CURRENT_TIME AS current_time_1, sysdate AS sysdate_1

-- PostgreSQL 13, PostgreSQL 18, Oracle 23, SQL Server 2017, SQL Server 2022
SELECT CURRENT_USER AS current_user_1, SESSION_USER AS session_user_1, USER AS user_1, LOCALTIME AS localtime_1, LOCALTIMESTAMP AS localtimestamp_1, CURRENT_TIME AS current_time_1, sysdate AS sysdate_1

-- MariaDB 10.4, MariaDB 10.11
SELECT CURRENT_USER AS current_user_1, SESSION_USER AS session_user_1, USER AS user_1, LOCALTIME AS localtime_1, LOCALTIMESTAMP AS localtimestamp_1, CURRENT_TIME AS current_time_1, SYSDATE() AS sysdate_1

-- Oracle 19
SELECT CURRENT_USER AS current_user_1, SESSION_USER AS session_user_1, USER AS user_1, LOCALTIME AS localtime_1, LOCALTIMESTAMP AS localtimestamp_1, CURRENT_TIME AS current_time_1, sysdate AS sysdate_1 FROM DUAL
