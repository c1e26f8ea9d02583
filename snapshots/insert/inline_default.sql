-- SQLite 3.30, SQLite 3.40
INSERT INTO df (a, b, c, g) VALUES (?, ?, lower(?), ?)
-- lower_1='Q', g=1

-- PostgreSQL 13, PostgreSQL 18
INSERT INTO df (a, b, c, g) VALUES (%(a)s::INTEGER, %(b)s::VARCHAR, lower(%(lower_1)s::VARCHAR), %(g)s::INTEGER)
-- lower_1='Q', g=1

-- MariaDB 10.4, MariaDB 10.11
INSERT INTO df (a, b, c, g) VALUES (%s, %s, lower(%s), %s)
-- lower_1='Q', g=1

-- Oracle 19, Oracle 23, SQL Server 2017, SQL Server 2022
INSERT INTO df (a, b, c, g) VALUES (:a, :b, lower(:lower_1), :g)
-- lower_1='Q', g=1
