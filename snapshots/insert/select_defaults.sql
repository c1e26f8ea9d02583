-- SQLite 3.30, SQLite 3.40
INSERT INTO df (id, a, b, c) SELECT t.id, ? AS anon_1, ? AS anon_2, lower(?) AS lower_1 
FROM t 
WHERE t.id > ?
-- id_1=5, lower_2='Q'

-- PostgreSQL 13, PostgreSQL 18
INSERT INTO df (id, a, b, c) SELECT t.id, %(a)s::INTEGER AS anon_1, %(b)s::VARCHAR AS anon_2, lower(%(lower_2)s::VARCHAR) AS lower_1 
FROM t 
WHERE t.id > %(id_1)s::INTEGER
-- id_1=5, lower_2='Q'

-- MariaDB 10.4, MariaDB 10.11
INSERT INTO df (id, a, b, c) SELECT t.id, %s AS anon_1, %s AS anon_2, lower(%s) AS lower_1 
FROM t 
WHERE t.id > %s
-- id_1=5, lower_2='Q'

-- Oracle 19, Oracle 23, SQL Server 2017, SQL Server 2022
INSERT INTO df (id, a, b, c) SELECT t.id, :a AS anon_1, :b AS anon_2, lower(:lower_2) AS lower_1 
FROM t 
WHERE t.id > :id_1
-- id_1=5, lower_2='Q'
