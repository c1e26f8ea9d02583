-- SQLite 3.30, SQLite 3.40
CREATE TABLE thing (
	id INTEGER NOT NULL, 
	a INTEGER, 
	b INTEGER GENERATED ALWAYS AS (a + 1) STORED, 
	PRIMARY KEY (id)
);

DROP TABLE thing

-- PostgreSQL 13, PostgreSQL 18
CREATE TABLE thing (
	id SERIAL NOT NULL, 
	a INTEGER, 
	b INTEGER GENERATED ALWAYS AS (a + 1) STORED, 
	PRIMARY KEY (id)
);

DROP TABLE thing

-- MariaDB 10.4, MariaDB 10.11
CREATE TABLE thing (
	id INTEGER NOT NULL AUTO_INCREMENT, 
	a INTEGER, 
	b INTEGER GENERATED ALWAYS AS (a + 1) STORED, 
	PRIMARY KEY (id)
);

DROP TABLE thing

-- Oracle 19, Oracle 23
-- refused: (in table 'thing', column 'b'): Oracle Database computed columns do not support 'stored' persistence; set the 'persisted' flag to None or False for Oracle Database support.

-- SQL Server 2017, SQL Server 2022
CREATE TABLE thing (
	id INTEGER NOT NULL IDENTITY, 
	a INTEGER NULL, 
	b AS (a + 1) PERSISTED, 
	PRIMARY KEY (id)
);

DROP TABLE thing
