-- SQLite 3.30, SQLite 3.40
CREATE TABLE thing (
	id INTEGER NOT NULL, 
	c0 VARCHAR(20), 
	c1 VARCHAR(5), 
	PRIMARY KEY (id), 
	CONSTRAINT kind CHECK (c0 IN ('a', 'it''s'))
);

DROP TABLE thing

-- PostgreSQL 13, PostgreSQL 18
CREATE TABLE thing (
	id SERIAL NOT NULL, 
	c0 VARCHAR(20), 
	c1 VARCHAR(5), 
	PRIMARY KEY (id), 
	CONSTRAINT kind CHECK (c0 IN ('a', 'it''s'))
);

DROP TABLE thing

-- MariaDB 10.4, MariaDB 10.11
CREATE TABLE thing (
	id INTEGER NOT NULL AUTO_INCREMENT, 
	c0 VARCHAR(20), 
	c1 VARCHAR(5), 
	PRIMARY KEY (id), 
	CONSTRAINT kind CHECK (c0 IN ('a', 'it''s'))
);

DROP TABLE thing

-- Oracle 19, Oracle 23
CREATE TABLE thing (
	id INTEGER NOT NULL, 
	c0 VARCHAR(20 CHAR), 
	c1 VARCHAR(5 CHAR), 
	PRIMARY KEY (id), 
	CONSTRAINT kind CHECK (c0 IN ('a', 'it''s'))
);

DROP TABLE thing

-- SQL Server 2017, SQL Server 2022
CREATE TABLE thing (
	id INTEGER NOT NULL IDENTITY, 
	c0 VARCHAR(20) NULL, 
	c1 VARCHAR(5) NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT kind CHECK (c0 IN ('a', 'it''s'))
);

DROP TABLE thing
