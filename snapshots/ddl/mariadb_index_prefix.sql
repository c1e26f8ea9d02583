-- MariaDB 10.4, MariaDB 10.11
CREATE TABLE thing (
	id INTEGER NOT NULL AUTO_INCREMENT, 
	name VARCHAR(50), 
	amount INTEGER, 
	PRIMARY KEY (id)
);

CREATE INDEX ix_thing ON thing (name(10));

DROP INDEX ix_thing ON thing;

DROP TABLE thing
