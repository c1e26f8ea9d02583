-- SQLite 3.30, SQLite 3.40
CREATE TABLE thing (
	a INTEGER NOT NULL, 
	b INTEGER
);

-- refused: SQLite does not support ADD and DROP of a constraint; put it into the table before the table is created

-- PostgreSQL 13, PostgreSQL 18, Oracle 19, Oracle 23
CREATE TABLE thing (
	a INTEGER NOT NULL, 
	b INTEGER
);

ALTER TABLE thing ADD CONSTRAINT pk_thing PRIMARY KEY (a);

ALTER TABLE thing DROP CONSTRAINT pk_thing;

DROP TABLE thing

-- MariaDB 10.4, MariaDB 10.11
CREATE TABLE thing (
	a INTEGER NOT NULL, 
	b INTEGER
);

ALTER TABLE thing ADD CONSTRAINT pk_thing PRIMARY KEY (a);

ALTER TABLE thing DROP PRIMARY KEY;

DROP TABLE thing

-- SQL Server 2017, SQL Server 2022
CREATE TABLE thing (
	a INTEGER NOT NULL, 
	b INTEGER NULL
);

ALTER TABLE thing ADD CONSTRAINT pk_thing PRIMARY KEY (a);

ALTER TABLE thing DROP CONSTRAINT pk_thing;

DROP TABLE thing
