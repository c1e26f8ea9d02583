-- SQLite 3.30, SQLite 3.40, PostgreSQL 13, PostgreSQL 18, MariaDB 10.4, MariaDB 10.11, SQL Server 2017, SQL Server 2022
CREATE TABLE thing (
	code VARCHAR(10) NOT NULL, 
	PRIMARY KEY (code)
);

DROP TABLE thing

-- Oracle 19, Oracle 23
CREATE TABLE thing (
	code VARCHAR2(10 CHAR) NOT NULL, 
	PRIMARY KEY (code)
);

DROP TABLE thing
