-- SQLite 3.30, SQLite 3.40
INSERT INTO t (name, o) VALUES (lower(?), (? + ?))
-- lower_1='X', param_1=3, param_2=1

-- PostgreSQL 13, PostgreSQL 18
INSERT INTO t (name, o) VALUES (lower(%(lower_1)s::VARCHAR), (%(param_1)s::INTEGER + %(param_2)s::INTEGER)) RETURNING t.id
-- lower_1='X', param_1=3, param_2=1

-- MariaDB 10.4, MariaDB 10.11
INSERT INTO t (name, o) VALUES (lower(%s), (%s + %s))
-- lower_1='X', param_1=3, param_2=1

-- Oracle 19, Oracle 23
INSERT INTO t (name, o) VALUES (lower(:lower_1), (:param_1 + :param_2)) RETURNING t.id INTO :ret_0
-- lower_1='X', param_1=3, param_2=1

-- SQL Server 2017, SQL Server 2022
INSERT INTO t (name, o) OUTPUT inserted.id VALUES (lower(:lower_1), (:param_1 + :param_2))
-- lower_1='X', param_1=3, param_2=1
