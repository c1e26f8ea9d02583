-- SQLite 3.30, SQLite 3.40
-- refused: SQLite does not support DEFERRABLE; leave deferrable= and initially= out, or use ddl_if()

-- PostgreSQL 13, PostgreSQL 18
CREATE TABLE thing (
	id SERIAL NOT NULL, 
	a INTEGER, 
	PRIMARY KEY (id), 
	CONSTRAINT uq_a UNIQUE (a) DEFERRABLE INITIALLY DEFERRED
);

DROP TABLE thing

-- MariaDB 10.4, MariaDB 10.11
-- refused: MariaDB does not support DEFERRABLE; leave deferrable= and initially= out, or use ddl_if()

-- Oracle 19, Oracle 23
CREATE TABLE thing (
	id INTEGER NOT NULL, 
	a INTEGER, 
	PRIMARY KEY (id), 
	CONSTRAINT uq_a UNIQUE (a) DEFERRABLE INITIALLY DEFERRED
);

DROP TABLE thing

-- SQL Server 2017, SQL Server 2022
-- refused: SQL Server does not support DEFERRABLE; leave deferrable= and initially= out, or use ddl_if()
