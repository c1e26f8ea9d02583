-- SQLite 3.30
INSERT INTO df (a, b, c) VALUES (?, ?, lower(?))
-- a=1, lower_1='Q'

-- SQLite 3.40
INSERT INTO df (a, b, c) VALUES (?, ?, lower(?)) RETURNING id, g
-- a=1, lower_1='Q'

-- PostgreSQL 13, PostgreSQL 18
INSERT INTO df (a, b, c) VALUES (%(a)s::INTEGER, %(b)s::VARCHAR, lower(%(lower_1)s::VARCHAR)) RETURNING df.id, df.g
-- a=1, lower_1='Q'

-- MariaDB 10.4
INSERT INTO df (a, b, c) VALUES (%s, %s, lower(%s))
-- a=1, lower_1='Q'

-- MariaDB 10.11
INSERT INTO df (a, b, c) VALUES (%s, %s, lower(%s)) RETURNING df.id, df.g
-- a=1, lower_1='Q'

-- Oracle 19, Oracle 23
INSERT INTO df (a, b, c) VALUES (:a, :b, lower(:lower_1)) RETURNING df.id, df.g INTO :ret_0, :ret_1
-- a=1, lower_1='Q'

-- SQL Server 2017, SQL Server 2022
INSERT INTO df (a, b, c) OUTPUT inserted.id, inserted.g VALUES (:a, :b, lower(:lower_1))
-- a=1, lower_1='Q'
