-- PostgreSQL 13, PostgreSQL 18
CREATE TABLE thing (
	id SERIAL NOT NULL, 
	PRIMARY KEY (id)
)
 USING heap
 WITH (fillfactor = 50);

DROP TABLE thing
