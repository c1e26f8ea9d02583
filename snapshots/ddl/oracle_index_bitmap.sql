-- Oracle 19, Oracle 23
CREATE TABLE thing (
	id INTEGER NOT NULL, 
	name VARCHAR2(50 CHAR), 
	amount INTEGER, 
	PRIMARY KEY (id)
);

CREATE BITMAP INDEX ix_thing ON thing (name);

DROP INDEX ix_thing;

DROP TABLE thing
