-- SQLite 3.30, SQLite 3.40
-- refused: SQLite does not support sequences; use Identity(), or a default made by Python

-- PostgreSQL 13, PostgreSQL 18
CREATE SEQUENCE counter START WITH 10;

CREATE TABLE thing (
	id SERIAL NOT NULL, 
	number INTEGER DEFAULT nextval('counter'), 
	PRIMARY KEY (id)
);

DROP TABLE thing;

DROP SEQUENCE counter

-- MariaDB 10.4, MariaDB 10.11
CREATE SEQUENCE counter START WITH 10;

CREATE TABLE thing (
	id INTEGER NOT NULL AUTO_INCREMENT, 
	number INTEGER DEFAULT (nextval(counter)), 
	PRIMARY KEY (id)
);

DROP TABLE thing;

DROP SEQUENCE counter

-- Oracle 19, Oracle 23
CREATE SEQUENCE counter START WITH 10;

CREATE TABLE thing (
	id INTEGER NOT NULL, 
	"number" INTEGER DEFAULT counter.nextval, 
	PRIMARY KEY (id)
);

DROP TABLE thing;

DROP SEQUENCE counter

-- SQL Server 2017, SQL Server 2022
CREATE SEQUENCE counter START WITH 10;

CREATE TABLE thing (
	id INTEGER NOT NULL IDENTITY, 
	number INTEGER NULL DEFAULT NEXT VALUE FOR counter, 
	PRIMARY KEY (id)
);

DROP TABLE thing;

DROP SEQUENCE counter
