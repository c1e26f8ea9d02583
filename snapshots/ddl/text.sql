-- SQLite 3.30, SQLite 3.40
CREATE TABLE "Some Thing" (
	id INTEGER NOT NULL, 
	name VARCHAR(50), 
	PRIMARY KEY (id)
);

UPDATE "Some Thing" SET name = '50%';

DROP TABLE "Some Thing"

-- PostgreSQL 13, PostgreSQL 18
CREATE TABLE "Some Thing" (
	id SERIAL NOT NULL, 
	name VARCHAR(50), 
	PRIMARY KEY (id)
);

UPDATE "Some Thing" SET name = '50%%';

DROP TABLE "Some Thing"

-- MariaDB 10.4, MariaDB 10.11
CREATE TABLE `Some Thing` (
	id INTEGER NOT NULL AUTO_INCREMENT, 
	name VARCHAR(50), 
	PRIMARY KEY (id)
);

UPDATE `Some Thing` SET name = '50%%';

DROP TABLE `Some Thing`

-- Oracle 19, Oracle 23
CREATE TABLE "Some Thing" (
	id INTEGER NOT NULL, 
	name VARCHAR2(50 CHAR), 
	PRIMARY KEY (id)
);

UPDATE "Some Thing" SET name = '50%';

DROP TABLE "Some Thing"

-- SQL Server 2017, SQL Server 2022
CREATE TABLE [Some Thing] (
	id INTEGER NOT NULL IDENTITY, 
	name VARCHAR(50) NULL, 
	PRIMARY KEY (id)
);

UPDATE [Some Thing] SET name = '50%';

DROP TABLE [Some Thing]
