-- SQLite 3.30, SQLite 3.40
CREATE TABLE thing (
	id INTEGER NOT NULL, 
	name VARCHAR(50), 
	amount INTEGER, 
	PRIMARY KEY (id)
);

CREATE UNIQUE INDEX ix_thing ON thing (name);

DROP INDEX ix_thing;

DROP TABLE thing

-- PostgreSQL 13, PostgreSQL 18
CREATE TABLE thing (
	id SERIAL NOT NULL, 
	name VARCHAR(50), 
	amount INTEGER, 
	PRIMARY KEY (id)
);

CREATE UNIQUE INDEX ix_thing ON thing (name);

DROP INDEX ix_thing;

DROP TABLE thing

-- MariaDB 10.4, MariaDB 10.11
CREATE TABLE thing (
	id INTEGER NOT NULL AUTO_INCREMENT, 
	name VARCHAR(50), 
	amount INTEGER, 
	PRIMARY KEY (id)
);

CREATE UNIQUE INDEX ix_thing ON thing (name);

DROP INDEX ix_thing ON thing;

DROP TABLE thing

-- Oracle 19, Oracle 23
CREATE TABLE thing (
	id INTEGER NOT NULL, 
	name VARCHAR2(50 CHAR), 
	amount INTEGER, 
	PRIMARY KEY (id)
);

CREATE UNIQUE INDEX ix_thing ON thing (name);

DROP INDEX ix_thing;

DROP TABLE thing

-- SQL Server 2017, SQL Server 2022
CREATE TABLE thing (
	id INTEGER NOT NULL IDENTITY, 
	name VARCHAR(50) NULL, 
	amount INTEGER NULL, 
	PRIMARY KEY (id)
);

CREATE UNIQUE INDEX ix_thing ON thing (name);

DROP INDEX ix_thing ON thing;

DROP TABLE thing
