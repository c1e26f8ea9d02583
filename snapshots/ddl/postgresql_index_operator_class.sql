-- PostgreSQL 13, PostgreSQL 18
CREATE TABLE thing (
	id SERIAL NOT NULL, 
	name VARCHAR(50), 
	amount INTEGER, 
	PRIMARY KEY (id)
);

CREATE INDEX ix_thing ON thing (name varchar_pattern_ops);

DROP INDEX ix_thing;

DROP TABLE thing
