"""The questions to the information schema; ``{wanted}`` is a condition on ``t`` and on the relation ``r``.

The condition on the schema stands at ``t``, where the server uses it to open no more tables than it must
(https://mariadb.com/kb/en/information-schema-tables/).
"""

from __future__ import annotations

_RELATION = "JOIN information_schema.tables r ON r.table_schema = t.table_schema AND r.table_name = t.table_name"

RELATIONS = f"SELECT t.table_name FROM information_schema.tables t {_RELATION} WHERE {{wanted}} ORDER BY t.table_name"
SEQUENCES = "SELECT t.table_name FROM information_schema.tables t WHERE t.table_type = 'SEQUENCE'"

COLUMNS = f"""
SELECT t.table_name, t.column_name, t.column_type, t.is_nullable, t.column_default, t.extra, t.column_comment,
  t.generation_expression, t.character_set_name, t.collation_name, r.table_collation
FROM information_schema.columns t {_RELATION} WHERE {{wanted}} ORDER BY t.table_name, t.ordinal_position
"""

INDEXES = f"""
SELECT t.table_name, t.index_name, t.non_unique = 0, t.column_name, t.collation, t.sub_part, t.index_type,
  {{expression}}
FROM information_schema.statistics t {_RELATION} WHERE {{wanted}}
ORDER BY t.table_name, t.index_name, t.seq_in_index
"""

FOREIGN_KEYS = f"""
SELECT t.table_name, t.constraint_name, t.column_name, t.table_schema, t.referenced_table_schema,
  t.referenced_table_name, t.referenced_column_name, f.update_rule, f.delete_rule
FROM information_schema.key_column_usage t {_RELATION}
JOIN information_schema.referential_constraints f ON f.constraint_schema = t.constraint_schema
  AND f.constraint_name = t.constraint_name AND f.table_name = t.table_name
WHERE t.referenced_table_name IS NOT NULL AND {{wanted}}
ORDER BY t.table_name, t.constraint_name, t.ordinal_position
"""

CHECKS = f"""
SELECT t.table_name, t.constraint_name, t.check_clause, t.level
FROM (SELECT constraint_schema AS table_schema, table_name, constraint_name, check_clause, level
  FROM information_schema.check_constraints) t {_RELATION}
WHERE {{wanted}} ORDER BY t.table_name, t.level, t.constraint_name
"""

MYSQL_CHECKS = f"""
SELECT t.table_name, t.constraint_name, k.check_clause, 'Table'
FROM information_schema.table_constraints t {_RELATION}
JOIN information_schema.check_constraints k ON k.constraint_schema = t.constraint_schema
  AND k.constraint_name = t.constraint_name
WHERE t.constraint_type = 'CHECK' AND {{wanted}} ORDER BY t.table_name, t.constraint_name
"""

TABLES = f"""
SELECT t.table_name, t.table_type, t.engine, t.table_collation, t.create_options, t.table_comment
FROM information_schema.tables t {_RELATION} WHERE {{wanted}} ORDER BY t.table_name
"""

PARTITIONS = f"""
SELECT t.table_name, t.partition_name, t.partition_method, t.partition_expression, t.partition_description
FROM information_schema.partitions t {_RELATION}
WHERE t.partition_name IS NOT NULL AND {{wanted}} ORDER BY t.table_name, t.partition_ordinal_position
"""
