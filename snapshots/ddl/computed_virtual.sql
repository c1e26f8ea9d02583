-- SQLite 3.30, SQLite 3.40, Oracle 19, Oracle 23
CREATE TABLE thing (
	id INTEGER NOT NULL, 
	a INTEGER, 
	b INTEGER GENERATED ALWAYS AS (a + 1) VIRTUAL, 
	PRIMARY KEY (id)
);

DROP TABLE thing

-- PostgreSQL 13
-- refused: (in table 'thing', column 'b'): PostgreSQL does not support a computed column that is not stored; leave persisted= out

-- PostgreSQL 18
CREATE TABLE thing (
	id SERIAL NOT NULL, 
	a INTEGER, 
	b INTEGER GENERATED ALWAYS AS (a + 1) VIRTUAL, 
	PRIMARY KEY (id)
);

DROP TABLE thing

-- MariaDB 10.4, MariaDB 10.11
CREATE TABLE thing (
	id INTEGER NOT NULL AUTO_INCREMENT, 
	a INTEGER, 
	b INTEGER GENERATED ALWAYS AS (a + 1) VIRTUAL, 
	PRIMARY KEY (id)
);

DROP TABLE thing

-- SQL Server 2017, SQL Server 2022
CREATE TABLE thing (
	id INTEGER NOT NULL IDENTITY, 
	a INTEGER NULL, 
	b AS (a + 1), 
	PRIMARY KEY (id)
);

DROP TABLE thing
