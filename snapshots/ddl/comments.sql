-- SQLite 3.30, SQLite 3.40
CREATE TABLE thing (
	id INTEGER NOT NULL, 
	name VARCHAR(50), 
	PRIMARY KEY (id)
);

-- refused: SQLite does not support comments; keep them in the metadata; create_all() leaves them out here

-- PostgreSQL 13, PostgreSQL 18
CREATE TABLE thing (
	id SERIAL NOT NULL, 
	name VARCHAR(50), 
	PRIMARY KEY (id)
);

COMMENT ON TABLE thing IS '50%% of
the things';

COMMENT ON TABLE thing IS NULL;

COMMENT ON COLUMN thing.name IS 'it''s a name';

COMMENT ON COLUMN thing.name IS NULL;

DROP TABLE thing

-- MariaDB 10.4, MariaDB 10.11
CREATE TABLE thing (
	id INTEGER NOT NULL AUTO_INCREMENT, 
	name VARCHAR(50) COMMENT 'it''s a name', 
	PRIMARY KEY (id)
)COMMENT='50%% of
the things';

ALTER TABLE thing COMMENT '50%% of
the things';

ALTER TABLE thing COMMENT '';

ALTER TABLE thing CHANGE name name VARCHAR(50) COMMENT 'it''s a name';

ALTER TABLE thing CHANGE name name VARCHAR(50) COMMENT '';

DROP TABLE thing

-- Oracle 19, Oracle 23
CREATE TABLE thing (
	id INTEGER NOT NULL, 
	name VARCHAR2(50 CHAR), 
	PRIMARY KEY (id)
);

COMMENT ON TABLE thing IS '50% of
the things';

COMMENT ON TABLE thing IS '';

COMMENT ON COLUMN thing.name IS 'it''s a name';

COMMENT ON COLUMN thing.name IS '';

DROP TABLE thing

-- SQL Server 2017, SQL Server 2022
CREATE TABLE thing (
	id INTEGER NOT NULL IDENTITY, 
	name VARCHAR(50) NULL, 
	PRIMARY KEY (id)
);

EXEC sys.sp_addextendedproperty 'MS_Description', N'50% of
the things', 'schema', N'dbo', 'table', N'thing';

EXEC sys.sp_dropextendedproperty 'MS_Description', 'schema', N'dbo', 'table', N'thing';

EXEC sys.sp_addextendedproperty 'MS_Description', N'it''s a name', 'schema', N'dbo', 'table', N'thing', 'column', N'name';

EXEC sys.sp_dropextendedproperty 'MS_Description', 'schema', N'dbo', 'table', N'thing', 'column', N'name';

DROP TABLE thing
