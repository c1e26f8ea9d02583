-- PostgreSQL 13, PostgreSQL 18
CREATE TABLE thing (
	during INT4RANGE, 
	CONSTRAINT no_overlap EXCLUDE USING gist (during WITH &&)
);

DROP TABLE thing
