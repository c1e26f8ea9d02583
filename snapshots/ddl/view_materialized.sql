-- SQLite 3.30, SQLite 3.40
CREATE TABLE thing (
	id INTEGER NOT NULL, 
	name VARCHAR(50), 
	PRIMARY KEY (id)
);

-- refused: SQLite does not support a materialized view; use CreateTableAs(), and fill the table anew when it is due

-- PostgreSQL 13, PostgreSQL 18
CREATE TABLE thing (
	id SERIAL NOT NULL, 
	name VARCHAR(50), 
	PRIMARY KEY (id)
);

CREATE MATERIALIZED VIEW titles AS SELECT thing.id, thing.name AS title 
FROM thing 
WHERE thing.name != 'it''s 5%%';

DROP MATERIALIZED VIEW titles;

DROP TABLE thing

-- MariaDB 10.4, MariaDB 10.11
CREATE TABLE thing (
	id INTEGER NOT NULL AUTO_INCREMENT, 
	name VARCHAR(50), 
	PRIMARY KEY (id)
);

-- refused: MariaDB does not support a materialized view; use CreateTableAs(), and fill the table anew when it is due

-- Oracle 19, Oracle 23
CREATE TABLE thing (
	id INTEGER NOT NULL, 
	name VARCHAR2(50 CHAR), 
	PRIMARY KEY (id)
);

CREATE MATERIALIZED VIEW titles AS SELECT thing.id, thing.name AS title 
FROM thing 
WHERE thing.name != 'it''s 5%';

DROP MATERIALIZED VIEW titles;

DROP TABLE thing

-- SQL Server 2017, SQL Server 2022
CREATE TABLE thing (
	id INTEGER NOT NULL IDENTITY, 
	name VARCHAR(50) NULL, 
	PRIMARY KEY (id)
);

-- refused: SQL Server does not support a materialized view; use CreateTableAs(), and fill the table anew when it is due
