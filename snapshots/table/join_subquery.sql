-- SQLite 3.30, SQLite 3.40, PostgreSQL 13, PostgreSQL 18, SQL Server 2017, SQL Server 2022
SELECT anon_1.t_id, anon_1.p_name 
FROM (SELECT t.id AS t_id, t.name AS t_name, t.f AS t_f, t.n AS t_n, t.d AS t_d, t.o AS t_o, p.id AS p_id, p.name AS p_name 
FROM t JOIN p ON p.id = t.o) AS anon_1

-- MariaDB 10.4, MariaDB 10.11
SELECT anon_1.t_id, anon_1.p_name 
FROM (SELECT t.id AS t_id, t.name AS t_name, t.f AS t_f, t.n AS t_n, t.d AS t_d, t.o AS t_o, p.id AS p_id, p.name AS p_name 
FROM t INNER JOIN p ON p.id = t.o) AS anon_1

-- Oracle 19, Oracle 23
SELECT anon_1.t_id, anon_1.p_name 
FROM (SELECT t.id AS t_id, t.name AS t_name, t.f AS t_f, t.n AS t_n, t.d AS t_d, t.o AS t_o, p.id AS p_id, p.name AS p_name 
FROM t JOIN p ON p.id = t.o) anon_1
