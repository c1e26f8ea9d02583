-- SQLite 3.30, SQLite 3.40
CREATE TABLE "Some Thing" (
	id INTEGER NOT NULL, 
	"order" INTEGER, 
	"Name" VARCHAR(50), 
	"a""b" INTEGER, 
	PRIMARY KEY (id)
);

DROP TABLE "Some Thing"

-- PostgreSQL 13, PostgreSQL 18
CREATE TABLE "Some Thing" (
	id SERIAL NOT NULL, 
	"order" INTEGER, 
	"Name" VARCHAR(50), 
	"a""b" INTEGER, 
	PRIMARY KEY (id)
);

DROP TABLE "Some Thing"

-- MariaDB 10.4, MariaDB 10.11
CREATE TABLE `Some Thing` (
	id INTEGER NOT NULL AUTO_INCREMENT, 
	`order` INTEGER, 
	`Name` VARCHAR(50), 
	`a"b` INTEGER, 
	PRIMARY KEY (id)
);

DROP TABLE `Some Thing`

-- Oracle 19, Oracle 23
CREATE TABLE "Some Thing" (
	id INTEGER NOT NULL, 
	"order" INTEGER, 
	"Name" VARCHAR2(50 CHAR), 
	"a""b" INTEGER, 
	PRIMARY KEY (id)
);

DROP TABLE "Some Thing"

-- SQL Server 2017, SQL Server 2022
CREATE TABLE [Some Thing] (
	id INTEGER NOT NULL IDENTITY, 
	[order] INTEGER NULL, 
	[Name] VARCHAR(50) NULL, 
	[a"b] INTEGER NULL, 
	PRIMARY KEY (id)
);

DROP TABLE [Some Thing]
