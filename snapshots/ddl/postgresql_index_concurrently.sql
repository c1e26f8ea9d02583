-- PostgreSQL 13, PostgreSQL 18
CREATE TABLE thing (
	id SERIAL NOT NULL, 
	name VARCHAR(50), 
	amount INTEGER, 
	PRIMARY KEY (id)
);

CREATE INDEX CONCURRENTLY ix_thing ON thing (name);

DROP INDEX CONCURRENTLY ix_thing;

DROP TABLE thing
