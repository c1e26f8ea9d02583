-- MariaDB 10.4, MariaDB 10.11
CREATE TABLE thing (
	id INTEGER NOT NULL AUTO_INCREMENT, 
	name VARCHAR(50), 
	amount INTEGER, 
	PRIMARY KEY (id)
);

CREATE FULLTEXT INDEX ix_thing ON thing (name);

DROP INDEX ix_thing ON thing;

DROP TABLE thing
