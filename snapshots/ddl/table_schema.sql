-- SQLite 3.30, SQLite 3.40
-- refused: SQLite does not support CREATE and DROP SCHEMA; ATTACH a database file under the name of the schema

-- PostgreSQL 13, PostgreSQL 18
CREATE SCHEMA other;

CREATE TABLE other.thing (
	id SERIAL NOT NULL, 
	PRIMARY KEY (id)
);

DROP TABLE other.thing;

DROP SCHEMA other

-- MariaDB 10.4, MariaDB 10.11
CREATE SCHEMA other;

CREATE TABLE other.thing (
	id INTEGER NOT NULL AUTO_INCREMENT, 
	PRIMARY KEY (id)
);

DROP TABLE other.thing;

DROP SCHEMA other

-- Oracle 19, Oracle 23
-- refused: Oracle does not support CREATE and DROP SCHEMA; a schema is a user: execute CREATE USER or DROP USER as text

-- SQL Server 2017, SQL Server 2022
CREATE SCHEMA other;

CREATE TABLE other.thing (
	id INTEGER NOT NULL IDENTITY, 
	PRIMARY KEY (id)
);

DROP TABLE other.thing;

DROP SCHEMA other
