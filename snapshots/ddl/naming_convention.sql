-- SQLite 3.30, SQLite 3.40
CREATE TABLE thing (
	id INTEGER NOT NULL, 
	up INTEGER, 
	name VARCHAR(50), 
	CONSTRAINT pk_thing PRIMARY KEY (id), 
	CONSTRAINT ck_thing_positive CHECK (up > 0), 
	CONSTRAINT fk_thing_up_thing FOREIGN KEY(up) REFERENCES thing (id), 
	CONSTRAINT uq_thing_name UNIQUE (name)
);

CREATE INDEX ix_thing_up ON thing (up);

DROP TABLE thing

-- PostgreSQL 13, PostgreSQL 18
CREATE TABLE thing (
	id SERIAL NOT NULL, 
	up INTEGER, 
	name VARCHAR(50), 
	CONSTRAINT pk_thing PRIMARY KEY (id), 
	CONSTRAINT ck_thing_positive CHECK (up > 0), 
	CONSTRAINT fk_thing_up_thing FOREIGN KEY(up) REFERENCES thing (id), 
	CONSTRAINT uq_thing_name UNIQUE (name)
);

CREATE INDEX ix_thing_up ON thing (up);

DROP TABLE thing

-- MariaDB 10.4, MariaDB 10.11
CREATE TABLE thing (
	id INTEGER NOT NULL AUTO_INCREMENT, 
	up INTEGER, 
	name VARCHAR(50), 
	CONSTRAINT pk_thing PRIMARY KEY (id), 
	CONSTRAINT ck_thing_positive CHECK (up > 0), 
	CONSTRAINT fk_thing_up_thing FOREIGN KEY(up) REFERENCES thing (id), 
	CONSTRAINT uq_thing_name UNIQUE (name)
);

CREATE INDEX ix_thing_up ON thing (up);

DROP TABLE thing

-- Oracle 19, Oracle 23
CREATE TABLE thing (
	id INTEGER NOT NULL, 
	up INTEGER, 
	name VARCHAR2(50 CHAR), 
	CONSTRAINT pk_thing PRIMARY KEY (id), 
	CONSTRAINT ck_thing_positive CHECK (up > 0), 
	CONSTRAINT fk_thing_up_thing FOREIGN KEY(up) REFERENCES thing (id), 
	CONSTRAINT uq_thing_name UNIQUE (name)
);

CREATE INDEX ix_thing_up ON thing (up);

DROP TABLE thing

-- SQL Server 2017, SQL Server 2022
CREATE TABLE thing (
	id INTEGER NOT NULL IDENTITY, 
	up INTEGER NULL, 
	name VARCHAR(50) NULL, 
	CONSTRAINT pk_thing PRIMARY KEY (id), 
	CONSTRAINT ck_thing_positive CHECK (up > 0), 
	CONSTRAINT fk_thing_up_thing FOREIGN KEY(up) REFERENCES thing (id), 
	CONSTRAINT uq_thing_name UNIQUE (name)
);

CREATE INDEX ix_thing_up ON thing (up);

DROP TABLE thing
