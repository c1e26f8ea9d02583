"""The questions to the information schema; ``{schema}`` is the database, ``{names}`` a condition on the table's name.

No view is joined to ``tables``: with a constant schema the server opens the tables that are meant, in a join all
(https://mariadb.com/kb/en/optimizing-for-information-schema-queries/).
"""

from __future__ import annotations

#: What stands before a statement, so that the modes of the session do not change what is told. MySQL has no such thing.
MODES = "SET STATEMENT sql_mode = '', sql_quote_show_create = 1 FOR "
#: A default may have bytes that are no text, which drivers fail at.
SHOW = MODES.replace(" FOR ", ", character_set_results = binary FOR SHOW CREATE TABLE ")

RELATIONS = """
SELECT t.table_name, t.table_collation FROM information_schema.tables t
WHERE t.table_schema = {schema}{names} AND t.table_type IN ({kinds}) ORDER BY t.table_name
"""
SEQUENCES = """
SELECT t.table_name FROM information_schema.tables t
WHERE t.table_schema = {schema} AND t.table_type = 'SEQUENCE' ORDER BY t.table_name
"""

COLUMNS = """
SELECT t.table_name, t.column_name, t.column_type, t.is_nullable, t.column_default, t.extra, t.column_comment,
  t.generation_expression, t.character_set_name, t.collation_name
FROM information_schema.columns t WHERE t.table_schema = {schema}{names} ORDER BY t.table_name, t.ordinal_position
"""

INDEXES = """
SELECT t.table_name, t.index_name, t.non_unique = 0, t.column_name, t.collation, t.sub_part, t.index_type,
  {expression}
FROM information_schema.statistics t WHERE t.table_schema = {schema}{names}
ORDER BY t.table_name, t.index_name, t.seq_in_index
"""

FOREIGN_KEYS = """
SELECT t.table_name, t.constraint_name, t.column_name, t.table_schema, t.referenced_table_schema,
  t.referenced_table_name, t.referenced_column_name, f.update_rule, f.delete_rule
FROM information_schema.key_column_usage t
JOIN information_schema.referential_constraints f ON f.constraint_schema = {schema}
  AND f.constraint_name = t.constraint_name AND f.table_name = t.table_name
WHERE t.table_schema = {schema}{names} AND t.referenced_table_name IS NOT NULL
ORDER BY t.table_name, t.constraint_name, t.ordinal_position
"""

CHECKS = """
SELECT t.table_name, t.constraint_name, t.check_clause, t.level FROM information_schema.check_constraints t
WHERE t.constraint_schema = {schema}{names} ORDER BY t.table_name, t.level, t.constraint_name
"""

MYSQL_CHECKS = """
SELECT t.table_name, t.constraint_name, k.check_clause, 'Table' FROM information_schema.table_constraints t
JOIN information_schema.check_constraints k ON k.constraint_schema = t.constraint_schema
  AND k.constraint_name = t.constraint_name
WHERE t.table_schema = {schema}{names} AND t.constraint_type = 'CHECK' ORDER BY t.table_name, t.constraint_name
"""

TABLES = """
SELECT t.table_name, t.table_type, t.engine, t.table_collation, t.create_options, t.table_comment
FROM information_schema.tables t WHERE t.table_schema = {schema}{names} ORDER BY t.table_name
"""

PARTITIONS = """
SELECT t.table_name, t.partition_name, t.partition_method, t.partition_expression, t.partition_description,
  t.subpartition_method, t.subpartition_expression
FROM information_schema.partitions t WHERE t.table_schema = {schema}{names} AND t.partition_name IS NOT NULL
ORDER BY t.table_name, t.partition_ordinal_position, t.subpartition_ordinal_position
"""

COLLATIONS = "SELECT c.character_set_name, c.default_collate_name FROM information_schema.character_sets c"
