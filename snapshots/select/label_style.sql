-- SQLite 3.30, SQLite 3.40, PostgreSQL 13, PostgreSQL 18, MariaDB 10.4, MariaDB 10.11, Oracle 19, Oracle 23, SQL Server 2017, SQL Server 2022
SELECT t.id AS t_id, t.name AS t_name, t.f AS t_f, t.n AS t_n, t.d AS t_d, t.o AS t_o, p.id AS p_id, p.name AS p_name 
FROM t, p
