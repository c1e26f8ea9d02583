-- SQLite 3.30, SQLite 3.40, Oracle 19, Oracle 23
CREATE TABLE thing (
	id INTEGER NOT NULL, 
	a INTEGER CONSTRAINT ck_a CHECK (a > 0), 
	b INTEGER, 
	PRIMARY KEY (id), 
	CONSTRAINT ck_both CHECK (a > 5 AND b IN (1, 2))
);

DROP TABLE thing

-- PostgreSQL 13, PostgreSQL 18
CREATE TABLE thing (
	id SERIAL NOT NULL, 
	a INTEGER CONSTRAINT ck_a CHECK (a > 0), 
	b INTEGER, 
	PRIMARY KEY (id), 
	CONSTRAINT ck_both CHECK (a > 5 AND b IN (1, 2))
);

DROP TABLE thing

-- MariaDB 10.4, MariaDB 10.11
CREATE TABLE thing (
	id INTEGER NOT NULL AUTO_INCREMENT, 
	a INTEGER, 
	b INTEGER, 
	PRIMARY KEY (id), 
	CONSTRAINT ck_a CHECK (a > 0), 
	CONSTRAINT ck_both CHECK (a > 5 AND b IN (1, 2))
);

DROP TABLE thing

-- SQL Server 2017, SQL Server 2022
CREATE TABLE thing (
	id INTEGER NOT NULL IDENTITY, 
	a INTEGER NULL CONSTRAINT ck_a CHECK (a > 0), 
	b INTEGER NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT ck_both CHECK (a > 5 AND b IN (1, 2))
);

DROP TABLE thing
