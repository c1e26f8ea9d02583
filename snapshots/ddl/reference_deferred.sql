-- SQLite 3.30, SQLite 3.40, Oracle 19, Oracle 23
CREATE TABLE parent (
	id INTEGER NOT NULL, 
	PRIMARY KEY (id)
);

CREATE TABLE child (
	id INTEGER NOT NULL, 
	parent_id INTEGER, 
	PRIMARY KEY (id), 
	CONSTRAINT fk_child FOREIGN KEY(parent_id) REFERENCES parent (id) DEFERRABLE INITIALLY DEFERRED
);

DROP TABLE child;

DROP TABLE parent

-- PostgreSQL 13, PostgreSQL 18
CREATE TABLE parent (
	id SERIAL NOT NULL, 
	PRIMARY KEY (id)
);

CREATE TABLE child (
	id SERIAL NOT NULL, 
	parent_id INTEGER, 
	PRIMARY KEY (id), 
	CONSTRAINT fk_child FOREIGN KEY(parent_id) REFERENCES parent (id) DEFERRABLE INITIALLY DEFERRED
);

DROP TABLE child;

DROP TABLE parent

-- MariaDB 10.4, MariaDB 10.11
CREATE TABLE parent (
	id INTEGER NOT NULL AUTO_INCREMENT, 
	PRIMARY KEY (id)
);

-- refused: MariaDB does not support DEFERRABLE; leave deferrable= and initially= out, or use ddl_if()

-- SQL Server 2017, SQL Server 2022
CREATE TABLE parent (
	id INTEGER NOT NULL IDENTITY, 
	PRIMARY KEY (id)
);

-- refused: SQL Server does not support DEFERRABLE; leave deferrable= and initially= out, or use ddl_if()
