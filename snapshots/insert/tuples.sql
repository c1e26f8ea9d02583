-- SQLite 3.30, SQLite 3.40
INSERT INTO p (id, name) VALUES (?, ?), (?, ?)
-- id_m0=1, name_m0='a', id_m1=2, name_m1='b'

-- PostgreSQL 13, PostgreSQL 18
INSERT INTO p (id, name) VALUES (%(id_m0)s::INTEGER, %(name_m0)s::VARCHAR), (%(id_m1)s::INTEGER, %(name_m1)s::VARCHAR)
-- id_m0=1, name_m0='a', id_m1=2, name_m1='b'

-- MariaDB 10.4, MariaDB 10.11
INSERT INTO p (id, name) VALUES (%s, %s), (%s, %s)
-- id_m0=1, name_m0='a', id_m1=2, name_m1='b'

-- Oracle 19
INSERT INTO p (id, name) SELECT :id_m0, :name_m0 FROM DUAL UNION ALL SELECT :id_m1, :name_m1 FROM DUAL
-- id_m0=1, name_m0='a', id_m1=2, name_m1='b'

-- Oracle 23, SQL Server 2017, SQL Server 2022
INSERT INTO p (id, name) VALUES (:id_m0, :name_m0), (:id_m1, :name_m1)
-- id_m0=1, name_m0='a', id_m1=2, name_m1='b'
