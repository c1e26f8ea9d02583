-- SQLite 3.30, SQLite 3.40, PostgreSQL 13, PostgreSQL 18, MariaDB 10.4, MariaDB 10.11, SQL Server 2017, SQL Server 2022
CREATE TABLE thing (
	id BIGINT NOT NULL, 
	PRIMARY KEY (id)
);

DROP TABLE thing

-- Oracle 19, Oracle 23
CREATE TABLE thing (
	id NUMBER(19) NOT NULL, 
	PRIMARY KEY (id)
);

DROP TABLE thing
