-- Oracle 19, Oracle 23
CREATE TABLE thing (
	id INTEGER NOT NULL, 
	PRIMARY KEY (id)
)
 COMPRESS;

DROP TABLE thing
