-- PostgreSQL 13, PostgreSQL 18
CREATE TABLE thing (
	id SERIAL NOT NULL, 
	name VARCHAR(50), 
	amount INTEGER, 
	PRIMARY KEY (id)
);

CREATE INDEX ix_thing ON thing USING hash (name) WITH (fillfactor = 50);

DROP INDEX ix_thing;

DROP TABLE thing
