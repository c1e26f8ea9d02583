-- SQL Server 2017, SQL Server 2022
CREATE TABLE thing (
	id INTEGER NOT NULL IDENTITY, 
	name VARCHAR(50) NULL, 
	amount INTEGER NULL, 
	PRIMARY KEY (id)
);

CREATE COLUMNSTORE INDEX ix_thing ON thing (name);

DROP INDEX ix_thing ON thing;

DROP TABLE thing
