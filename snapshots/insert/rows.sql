-- SQLite 3.30, SQLite 3.40
INSERT INTO t (name) VALUES (?), (?)
-- name_m0='a', name_m1='b'

-- PostgreSQL 13, PostgreSQL 18
INSERT INTO t (name) VALUES (%(name_m0)s::VARCHAR), (%(name_m1)s::VARCHAR)
-- name_m0='a', name_m1='b'

-- MariaDB 10.4, MariaDB 10.11
INSERT INTO t (name) VALUES (%s), (%s)
-- name_m0='a', name_m1='b'

-- Oracle 19
INSERT INTO t (name) SELECT :name_m0 FROM DUAL UNION ALL SELECT :name_m1 FROM DUAL
-- name_m0='a', name_m1='b'

-- Oracle 23, SQL Server 2017, SQL Server 2022
INSERT INTO t (name) VALUES (:name_m0), (:name_m1)
-- name_m0='a', name_m1='b'
