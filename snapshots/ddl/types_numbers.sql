-- SQLite 3.30, SQLite 3.40
CREATE TABLE thing (
	id INTEGER NOT NULL, 
	c0 INTEGER, 
	c1 SMALLINT, 
	c2 BIGINT, 
	c3 NUMERIC, 
	c4 NUMERIC(12, 3), 
	c5 FLOAT, 
	c6 DOUBLE, 
	c7 FLOAT, 
	c8 BOOLEAN, 
	PRIMARY KEY (id)
);

DROP TABLE thing

-- PostgreSQL 13, PostgreSQL 18
CREATE TABLE thing (
	id SERIAL NOT NULL, 
	c0 INTEGER, 
	c1 SMALLINT, 
	c2 BIGINT, 
	c3 NUMERIC, 
	c4 NUMERIC(12, 3), 
	c5 FLOAT, 
	c6 DOUBLE PRECISION, 
	c7 FLOAT(53), 
	c8 BOOLEAN, 
	PRIMARY KEY (id)
);

DROP TABLE thing

-- MariaDB 10.4, MariaDB 10.11
CREATE TABLE thing (
	id INTEGER NOT NULL AUTO_INCREMENT, 
	c0 INTEGER, 
	c1 SMALLINT, 
	c2 BIGINT, 
	c3 NUMERIC(65, 30), 
	c4 NUMERIC(12, 3), 
	c5 FLOAT, 
	c6 DOUBLE, 
	c7 FLOAT(53), 
	c8 BOOL, 
	PRIMARY KEY (id)
);

DROP TABLE thing

-- Oracle 19, Oracle 23
-- refused: Oracle Database FLOAT types use 'binary precision', which does not convert cleanly from decimal 'precision'.  Please specify this type with a separate Oracle Database variant, such as Float(precision=53).with_variant(oracle.FLOAT(binary_precision=170), 'oracle')

-- SQL Server 2017, SQL Server 2022
CREATE TABLE thing (
	id INTEGER NOT NULL IDENTITY, 
	c0 INTEGER NULL, 
	c1 SMALLINT NULL, 
	c2 BIGINT NULL, 
	c3 NUMERIC(38, 10) NULL, 
	c4 NUMERIC(12, 3) NULL, 
	c5 FLOAT NULL, 
	c6 DOUBLE PRECISION NULL, 
	c7 FLOAT(53) NULL, 
	c8 BIT NULL, 
	PRIMARY KEY (id)
);

DROP TABLE thing
