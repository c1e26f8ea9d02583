-- SQLite 3.30, SQLite 3.40
CREATE TABLE one (
	id INTEGER NOT NULL, 
	two_id INTEGER, 
	PRIMARY KEY (id)
);

CREATE TABLE two (
	id INTEGER NOT NULL, 
	one_id INTEGER, 
	PRIMARY KEY (id), 
	CONSTRAINT fk_two_one FOREIGN KEY(one_id) REFERENCES one (id)
);

-- refused: SQLite does not support ADD and DROP of a constraint; put it into the table before the table is created

-- PostgreSQL 13, PostgreSQL 18
CREATE TABLE one (
	id SERIAL NOT NULL, 
	two_id INTEGER, 
	PRIMARY KEY (id)
);

CREATE TABLE two (
	id SERIAL NOT NULL, 
	one_id INTEGER, 
	PRIMARY KEY (id), 
	CONSTRAINT fk_two_one FOREIGN KEY(one_id) REFERENCES one (id)
);

ALTER TABLE one ADD CONSTRAINT fk_one_two FOREIGN KEY(two_id) REFERENCES two (id);

ALTER TABLE one DROP CONSTRAINT fk_one_two;

DROP TABLE two;

DROP TABLE one

-- MariaDB 10.4, MariaDB 10.11
CREATE TABLE one (
	id INTEGER NOT NULL AUTO_INCREMENT, 
	two_id INTEGER, 
	PRIMARY KEY (id)
);

CREATE TABLE two (
	id INTEGER NOT NULL AUTO_INCREMENT, 
	one_id INTEGER, 
	PRIMARY KEY (id), 
	CONSTRAINT fk_two_one FOREIGN KEY(one_id) REFERENCES one (id)
);

ALTER TABLE one ADD CONSTRAINT fk_one_two FOREIGN KEY(two_id) REFERENCES two (id);

ALTER TABLE one DROP FOREIGN KEY fk_one_two;

DROP TABLE two;

DROP TABLE one

-- Oracle 19, Oracle 23
CREATE TABLE one (
	id INTEGER NOT NULL, 
	two_id INTEGER, 
	PRIMARY KEY (id)
);

CREATE TABLE two (
	id INTEGER NOT NULL, 
	one_id INTEGER, 
	PRIMARY KEY (id), 
	CONSTRAINT fk_two_one FOREIGN KEY(one_id) REFERENCES one (id)
);

ALTER TABLE one ADD CONSTRAINT fk_one_two FOREIGN KEY(two_id) REFERENCES two (id);

ALTER TABLE one DROP CONSTRAINT fk_one_two;

DROP TABLE two;

DROP TABLE one

-- SQL Server 2017, SQL Server 2022
CREATE TABLE one (
	id INTEGER NOT NULL IDENTITY, 
	two_id INTEGER NULL, 
	PRIMARY KEY (id)
);

CREATE TABLE two (
	id INTEGER NOT NULL IDENTITY, 
	one_id INTEGER NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT fk_two_one FOREIGN KEY(one_id) REFERENCES one (id)
);

ALTER TABLE one ADD CONSTRAINT fk_one_two FOREIGN KEY(two_id) REFERENCES two (id);

ALTER TABLE one DROP CONSTRAINT fk_one_two;

DROP TABLE two;

DROP TABLE one
