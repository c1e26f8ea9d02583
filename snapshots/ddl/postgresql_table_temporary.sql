-- PostgreSQL 13, PostgreSQL 18
CREATE TEMPORARY TABLE passing (
	id SERIAL NOT NULL, 
	PRIMARY KEY (id)
);

DROP TABLE passing
