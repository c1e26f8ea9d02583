-- SQLite 3.30, SQLite 3.40
INSERT INTO t (id, name, f, n, d, o) VALUES (?, ?, ?, ?, ?, ?)

-- PostgreSQL 13, PostgreSQL 18
INSERT INTO t (id, name, f, n, d, o) VALUES (%(id)s::INTEGER, %(name)s::VARCHAR, %(f)s, %(n)s, %(d)s::TIMESTAMP WITHOUT TIME ZONE, %(o)s::INTEGER)

-- MariaDB 10.4, MariaDB 10.11
INSERT INTO t (id, name, f, n, d, o) VALUES (%s, %s, %s, %s, %s, %s)

-- Oracle 19, Oracle 23, SQL Server 2017, SQL Server 2022
INSERT INTO t (id, name, f, n, d, o) VALUES (:id, :name, :f, :n, :d, :o)
