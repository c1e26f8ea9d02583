-- SQLite 3.30, SQLite 3.40
CREATE TABLE thing (
	id INTEGER NOT NULL, 
	flag BOOLEAN, 
	PRIMARY KEY (id), 
	CONSTRAINT ck_flag CHECK (flag IN (0, 1))
);

DROP TABLE thing

-- PostgreSQL 13, PostgreSQL 18
CREATE TABLE thing (
	id SERIAL NOT NULL, 
	flag BOOLEAN, 
	PRIMARY KEY (id)
);

DROP TABLE thing

-- MariaDB 10.4, MariaDB 10.11
CREATE TABLE thing (
	id INTEGER NOT NULL AUTO_INCREMENT, 
	flag BOOL, 
	PRIMARY KEY (id), 
	CONSTRAINT ck_flag CHECK (flag IN (0, 1))
);

DROP TABLE thing

-- Oracle 19
CREATE TABLE thing (
	id INTEGER NOT NULL, 
	flag SMALLINT, 
	PRIMARY KEY (id), 
	CONSTRAINT ck_flag CHECK (flag IN (0, 1))
);

DROP TABLE thing

-- Oracle 23
CREATE TABLE thing (
	id INTEGER NOT NULL, 
	flag BOOLEAN, 
	PRIMARY KEY (id)
);

DROP TABLE thing

-- SQL Server 2017, SQL Server 2022
CREATE TABLE thing (
	id INTEGER NOT NULL IDENTITY, 
	flag BIT NULL, 
	PRIMARY KEY (id)
);

DROP TABLE thing
