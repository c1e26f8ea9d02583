-- SQLite 3.30, SQLite 3.40
SELECT "Q q"."Group", "Q q"."a b", "Q q"."100%" 
FROM "my schema"."order" AS "Q q"

-- PostgreSQL 13, PostgreSQL 18
SELECT "Q q"."Group", "Q q"."a b", "Q q"."100%%" 
FROM "my schema"."order" AS "Q q"

-- MariaDB 10.4, MariaDB 10.11
SELECT `Q q`.`Group`, `Q q`.`a b`, `Q q`.`100%%` 
FROM `my schema`.`order` AS `Q q`

-- Oracle 19, Oracle 23
SELECT "Q q"."Group", "Q q"."a b", "Q q"."100%" 
FROM "my schema"."order" "Q q"

-- SQL Server 2017, SQL Server 2022
SELECT [Q q].[Group], [Q q].[a b], [Q q].[100%] 
FROM [my schema].[order] AS [Q q]
