-- SQLite 3.30, SQLite 3.40
CREATE TABLE thing (
	id INTEGER NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT ck_thing CHECK (id > 0)
);

-- refused: SQLite does not support comments of constraints; put the text into the table's

-- PostgreSQL 13, PostgreSQL 18
CREATE TABLE thing (
	id SERIAL NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT ck_thing CHECK (id > 0)
);

COMMENT ON CONSTRAINT ck_thing ON thing IS 'it''s positive';

COMMENT ON CONSTRAINT ck_thing ON thing IS NULL;

DROP TABLE thing

-- MariaDB 10.4, MariaDB 10.11
CREATE TABLE thing (
	id INTEGER NOT NULL AUTO_INCREMENT, 
	PRIMARY KEY (id), 
	CONSTRAINT ck_thing CHECK (id > 0)
);

-- refused: MariaDB does not support comments of constraints; put the text into the table's

-- Oracle 19, Oracle 23
CREATE TABLE thing (
	id INTEGER NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT ck_thing CHECK (id > 0)
);

-- refused: Oracle does not support comments of constraints; put the text into the table's

-- SQL Server 2017, SQL Server 2022
CREATE TABLE thing (
	id INTEGER NOT NULL IDENTITY, 
	PRIMARY KEY (id), 
	CONSTRAINT ck_thing CHECK (id > 0)
);

-- refused: SQL Server does not support comments of constraints; put the text into the table's
