-- SQLite 3.30, SQLite 3.40
INSERT INTO df (id, a, b, c) VALUES (?, ?, ?, lower(?)), (?, ?, ?, lower(?))
-- id_m0=1, lower_1='Q', id_m1=2

-- PostgreSQL 13, PostgreSQL 18
INSERT INTO df (id, a, b, c) VALUES (%(id_m0)s::INTEGER, %(a)s::INTEGER, %(b)s::VARCHAR, lower(%(lower_1)s::VARCHAR)), (%(id_m1)s::INTEGER, %(a_m1)s::INTEGER, %(b_m1)s::VARCHAR, lower(%(lower_1)s::VARCHAR))
-- id_m0=1, lower_1='Q', id_m1=2

-- MariaDB 10.4, MariaDB 10.11
INSERT INTO df (id, a, b, c) VALUES (%s, %s, %s, lower(%s)), (%s, %s, %s, lower(%s))
-- id_m0=1, lower_1='Q', id_m1=2

-- Oracle 19
INSERT INTO df (id, a, b, c) SELECT :id_m0, :a, :b, lower(:lower_1) FROM DUAL UNION ALL SELECT :id_m1, :a_m1, :b_m1, lower(:lower_1) FROM DUAL
-- id_m0=1, lower_1='Q', id_m1=2

-- Oracle 23, SQL Server 2017, SQL Server 2022
INSERT INTO df (id, a, b, c) VALUES (:id_m0, :a, :b, lower(:lower_1)), (:id_m1, :a_m1, :b_m1, lower(:lower_1))
-- id_m0=1, lower_1='Q', id_m1=2
