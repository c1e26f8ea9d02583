-- SQLite 3.30, SQLite 3.40
INSERT INTO df (id, a, b, c) VALUES (?, ?, ?, lower(?))
-- id=1, lower_1='Q'

-- PostgreSQL 13, PostgreSQL 18
INSERT INTO df (id, a, b, c) VALUES (%(id)s::INTEGER, %(a)s::INTEGER, %(b)s::VARCHAR, lower(%(lower_1)s::VARCHAR))
-- id=1, lower_1='Q'

-- MariaDB 10.4, MariaDB 10.11
INSERT INTO df (id, a, b, c) VALUES (%s, %s, %s, lower(%s))
-- id=1, lower_1='Q'

-- Oracle 19, Oracle 23, SQL Server 2017, SQL Server 2022
INSERT INTO df (id, a, b, c) VALUES (:id, :a, :b, lower(:lower_1))
-- id=1, lower_1='Q'
