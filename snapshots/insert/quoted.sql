-- SQLite 3.30, SQLite 3.40
INSERT INTO "my schema"."order" ("Group", "a b") VALUES (?, ?)
-- Group=1, a_b=2

-- PostgreSQL 13, PostgreSQL 18
INSERT INTO "my schema"."order" ("Group", "a b") VALUES (%(Group)s::INTEGER, %(a_b)s::INTEGER)
-- Group=1, a_b=2

-- MariaDB 10.4, MariaDB 10.11
INSERT INTO `my schema`.`order` (`Group`, `a b`) VALUES (%s, %s)
-- Group=1, a_b=2

-- Oracle 19, Oracle 23
INSERT INTO "my schema"."order" ("Group", "a b") VALUES (:"Group", :a_b)
-- Group=1, a_b=2

-- SQL Server 2017, SQL Server 2022
INSERT INTO [my schema].[order] ([Group], [a b]) VALUES (:Group, :a_b)
-- Group=1, a_b=2
