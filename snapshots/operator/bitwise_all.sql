-- SQLite 3.30, SQLite 3.40
SELECT t.id & ? AS anon_1, t.id | ? AS anon_2, ((t.id | ?) - (t.id & ?)) AS anon_3, ~t.id, t.id << ? AS anon_4, t.id >> ? AS anon_5 
FROM t
-- id_1=5, id_2=6, id_3=7, id_4=1, id_5=2

-- PostgreSQL 13, PostgreSQL 18
SELECT t.id & %(id_1)s::INTEGER AS anon_1, t.id | %(id_2)s::INTEGER AS anon_2, t.id # %(id_3)s::INTEGER AS anon_3, ~t.id, t.id << %(id_4)s::INTEGER AS anon_4, t.id >> %(id_5)s::INTEGER AS anon_5 
FROM t
-- id_1=5, id_2=6, id_3=7, id_4=1, id_5=2

-- MariaDB 10.4, MariaDB 10.11
SELECT t.id & %s AS anon_1, t.id | %s AS anon_2, t.id ^ %s AS anon_3, ~t.id, t.id << %s AS anon_4, t.id >> %s AS anon_5 
FROM t
-- id_1=5, id_2=6, id_3=7, id_4=1, id_5=2

-- Oracle 19, Oracle 23
-- refused: Oracle does not support the bitwise NOT; write -x - 1

-- SQL Server 2017
-- refused: SQL Server does not support the operator <<; multiply or divide by func.power(2, n)

-- SQL Server 2022
SELECT t.id & :id_1 AS anon_1, t.id | :id_2 AS anon_2, t.id ^ :id_3 AS anon_3, ~t.id, t.id << :id_4 AS anon_4, t.id >> :id_5 AS anon_5 
FROM t
-- id_1=5, id_2=6, id_3=7, id_4=1, id_5=2
