-- PostgreSQL 13, PostgreSQL 18
CREATE TABLE thing (
	id SERIAL NOT NULL, 
	name VARCHAR(50), 
	PRIMARY KEY (id)
);

CREATE VIEW titles WITH (security_barrier = true) AS SELECT thing.id, thing.name AS title 
FROM thing 
WHERE thing.name != 'it''s 5%%';

DROP VIEW titles;

DROP TABLE thing
