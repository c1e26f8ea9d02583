-- SQLite 3.30, SQLite 3.40
INSERT INTO doc (id, j) VALUES (?, ?)
-- id=1, j={'a': 5}

-- PostgreSQL 13, PostgreSQL 18
INSERT INTO doc (id, j) VALUES (%(id)s::INTEGER, %(j)s::JSON)
-- id=1, j={'a': 5}

-- MariaDB 10.4, MariaDB 10.11
INSERT INTO doc (id, j) VALUES (%s, %s)
-- id=1, j={'a': 5}

-- Oracle 19, Oracle 23, SQL Server 2017, SQL Server 2022
INSERT INTO doc (id, j) VALUES (:id, :j)
-- id=1, j={'a': 5}
