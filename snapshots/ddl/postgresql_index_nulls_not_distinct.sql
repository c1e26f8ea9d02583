-- PostgreSQL 13
CREATE TABLE thing (
	id SERIAL NOT NULL, 
	name VARCHAR(50), 
	amount INTEGER, 
	PRIMARY KEY (id)
);

-- refused: PostgreSQL does not support Index('ix_thing', postgresql_nulls_not_distinct=True); it came with 15; Index(name, c.is_(None), unique=True, postgresql_where=c.is_(None)) keeps to one NULL

-- PostgreSQL 18
CREATE TABLE thing (
	id SERIAL NOT NULL, 
	name VARCHAR(50), 
	amount INTEGER, 
	PRIMARY KEY (id)
);

CREATE UNIQUE INDEX ix_thing ON thing (name) NULLS NOT DISTINCT;

DROP INDEX ix_thing;

DROP TABLE thing
