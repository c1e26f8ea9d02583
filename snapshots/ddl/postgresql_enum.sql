-- PostgreSQL 13, PostgreSQL 18
CREATE TYPE mood AS ENUM ('it''s', 'b');

CREATE TABLE thing (
	id SERIAL NOT NULL, 
	mood mood DEFAULT 'b', 
	PRIMARY KEY (id)
);

DROP TABLE thing;

DROP TYPE mood
