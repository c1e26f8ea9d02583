-- SQLite 3.30, SQLite 3.40, Oracle 19, Oracle 23
SELECT "my schema"."order"."Group", "my schema"."order"."a b", "my schema"."order"."100%" 
FROM "my schema"."order"

-- PostgreSQL 13, PostgreSQL 18
SELECT "my schema"."order"."Group", "my schema"."order"."a b", "my schema"."order"."100%%" 
FROM "my schema"."order"

-- MariaDB 10.4, MariaDB 10.11
SELECT `my schema`.`order`.`Group`, `my schema`.`order`.`a b`, `my schema`.`order`.`100%%` 
FROM `my schema`.`order`

-- SQL Server 2017, SQL Server 2022
SELECT [my schema].[order].[Group], [my schema].[order].[a b], [my schema].[order].[100%] 
FROM [my schema].[order]
