-- PostgreSQL 13, PostgreSQL 18
CREATE TABLE thing (
	id SERIAL NOT NULL, 
	name VARCHAR(50), 
	amount INTEGER, 
	PRIMARY KEY (id)
);

CREATE UNIQUE INDEX ix_thing ON thing (name) NULLS NOT DISTINCT;

DROP INDEX ix_thing;

DROP TABLE thing
