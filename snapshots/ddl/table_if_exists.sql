-- SQLite 3.30, SQLite 3.40
DROP TABLE IF EXISTS thing;

CREATE TABLE IF NOT EXISTS thing (
	id INTEGER NOT NULL, 
	name VARCHAR(50), 
	PRIMARY KEY (id)
);

CREATE TABLE IF NOT EXISTS thing (
	id INTEGER NOT NULL, 
	name VARCHAR(50), 
	PRIMARY KEY (id)
);

CREATE INDEX ix_thing ON thing (name);

DROP TABLE IF EXISTS thing

-- PostgreSQL 13, PostgreSQL 18
DROP TABLE IF EXISTS thing;

CREATE TABLE IF NOT EXISTS thing (
	id SERIAL NOT NULL, 
	name VARCHAR(50), 
	PRIMARY KEY (id)
);

CREATE TABLE IF NOT EXISTS thing (
	id SERIAL NOT NULL, 
	name VARCHAR(50), 
	PRIMARY KEY (id)
);

CREATE INDEX ix_thing ON thing (name);

DROP TABLE IF EXISTS thing

-- MariaDB 10.4, MariaDB 10.11
DROP TABLE IF EXISTS thing;

CREATE TABLE IF NOT EXISTS thing (
	id INTEGER NOT NULL AUTO_INCREMENT, 
	name VARCHAR(50), 
	PRIMARY KEY (id)
);

CREATE TABLE IF NOT EXISTS thing (
	id INTEGER NOT NULL AUTO_INCREMENT, 
	name VARCHAR(50), 
	PRIMARY KEY (id)
);

CREATE INDEX ix_thing ON thing (name);

DROP TABLE IF EXISTS thing

-- Oracle 19
-- refused: Oracle does not support DROP TABLE IF EXISTS; ask inspect(connection) before it, or use create_all() and drop_all(), which do

-- Oracle 23
DROP TABLE IF EXISTS thing;

CREATE TABLE IF NOT EXISTS thing (
	id INTEGER NOT NULL, 
	name VARCHAR2(50 CHAR), 
	PRIMARY KEY (id)
);

CREATE TABLE IF NOT EXISTS thing (
	id INTEGER NOT NULL, 
	name VARCHAR2(50 CHAR), 
	PRIMARY KEY (id)
);

CREATE INDEX ix_thing ON thing (name);

DROP TABLE IF EXISTS thing

-- SQL Server 2017, SQL Server 2022
DROP TABLE IF EXISTS thing;

-- refused: SQL Server does not support CREATE TABLE IF NOT EXISTS; ask inspect(connection) before it, or use create_all() and drop_all(), which do
