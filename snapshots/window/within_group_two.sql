-- SQLite 3.30, SQLite 3.40
SELECT percentile_disc(?) WITHIN GROUP (ORDER BY t.id, t.o DESC) AS percentile_disc_1 
FROM t
-- percentile_disc_2=0.5

-- PostgreSQL 13, PostgreSQL 18
SELECT percentile_disc(%(percentile_disc_2)s) WITHIN GROUP (ORDER BY t.id, t.o DESC) AS percentile_disc_1 
FROM t
-- percentile_disc_2=0.5

-- MariaDB 10.4, MariaDB 10.11
SELECT percentile_disc(%s) WITHIN GROUP (ORDER BY t.id, t.o DESC) AS percentile_disc_1 
FROM t
-- percentile_disc_2=0.5

-- Oracle 19, Oracle 23, SQL Server 2017, SQL Server 2022
SELECT percentile_disc(:percentile_disc_2) WITHIN GROUP (ORDER BY t.id, t.o DESC) AS percentile_disc_1 
FROM t
-- percentile_disc_2=0.5
