-- SQLite 3.30, SQLite 3.40, PostgreSQL 13, PostgreSQL 18, MariaDB 10.4, MariaDB 10.11, Oracle 19, Oracle 23, SQL Server 2017, SQL Server 2022
SELECT rank() OVER (ORDER BY t.id) AS anon_1, dense_rank() OVER () AS anon_2, percent_rank() OVER () AS anon_3, cume_dist() OVER () AS anon_4, row_number() OVER () AS anon_5 
FROM t
