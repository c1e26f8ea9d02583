"""The questions to SQL Server's catalog views; ``{wanted}`` is the condition on object ``o`` and its schema ``s``."""

from __future__ import annotations

_FROM = "sys.objects o JOIN sys.schemas s ON s.schema_id = o.schema_id"
_NOTE = (
    "LEFT JOIN sys.extended_properties ep ON ep.class = 1 AND ep.major_id = o.object_id AND ep.minor_id = {part} "
    "AND ep.name = 'MS_Description'"
)

RELATIONS = f"SELECT o.name FROM {_FROM} WHERE {{wanted}} ORDER BY o.name"
VIEWS = f"SELECT m.definition FROM {_FROM} JOIN sys.sql_modules m ON m.object_id = o.object_id WHERE {{wanted}}"

COLUMNS = f"""
SELECT o.name, c.name, bt.name, c.max_length, c.precision, c.scale, c.collation_name, c.is_nullable, d.definition,
  CAST(ep.value AS NVARCHAR(4000)), cc.definition, cc.is_persisted, CAST(ic.seed_value AS BIGINT),
  CAST(ic.increment_value AS BIGINT), CAST(DATABASEPROPERTYEX(DB_NAME(), 'Collation') AS NVARCHAR(128))
FROM {_FROM} JOIN sys.columns c ON c.object_id = o.object_id
JOIN sys.types ut ON ut.user_type_id = c.user_type_id
LEFT JOIN sys.types bt ON bt.user_type_id =
  CASE WHEN ut.is_user_defined = 1 AND ut.is_assembly_type = 0 THEN ut.system_type_id ELSE ut.user_type_id END
LEFT JOIN sys.default_constraints d ON d.object_id = c.default_object_id
LEFT JOIN sys.computed_columns cc ON cc.object_id = c.object_id AND cc.column_id = c.column_id
LEFT JOIN sys.identity_columns ic ON ic.object_id = c.object_id AND ic.column_id = c.column_id
{_NOTE.format(part="c.column_id")}
WHERE {{wanted}} ORDER BY o.name, c.column_id
"""

KEYS = f"""
SELECT o.name, k.name, c.name, i.type
FROM {_FROM} JOIN sys.key_constraints k ON k.parent_object_id = o.object_id
JOIN sys.indexes i ON i.object_id = o.object_id AND i.index_id = k.unique_index_id
JOIN sys.index_columns x ON x.object_id = i.object_id AND x.index_id = i.index_id AND x.is_included_column = 0
JOIN sys.columns c ON c.object_id = x.object_id AND c.column_id = x.column_id
WHERE k.type = '{{kind}}' AND {{wanted}} ORDER BY o.name, k.name, x.key_ordinal
"""

FOREIGN_KEYS = f"""
SELECT o.name, f.name, c.name, s.name, rs.name, r.name, rc.name, f.update_referential_action_desc,
  f.delete_referential_action_desc
FROM {_FROM} JOIN sys.foreign_keys f ON f.parent_object_id = o.object_id
JOIN sys.foreign_key_columns x ON x.constraint_object_id = f.object_id
JOIN sys.columns c ON c.object_id = x.parent_object_id AND c.column_id = x.parent_column_id
JOIN sys.objects r ON r.object_id = f.referenced_object_id JOIN sys.schemas rs ON rs.schema_id = r.schema_id
JOIN sys.columns rc ON rc.object_id = x.referenced_object_id AND rc.column_id = x.referenced_column_id
WHERE {{wanted}} ORDER BY o.name, f.name, x.constraint_column_id
"""

INDEXES = f"""
SELECT o.name, i.name, i.is_unique, i.is_unique_constraint, i.type, i.filter_definition, c.name, x.is_included_column,
  x.is_descending_key
FROM {_FROM} JOIN sys.indexes i ON i.object_id = o.object_id AND i.is_primary_key = 0 AND i.type <> 0
JOIN sys.index_columns x ON x.object_id = i.object_id AND x.index_id = i.index_id
JOIN sys.columns c ON c.object_id = x.object_id AND c.column_id = x.column_id
WHERE {{wanted}} ORDER BY o.name, i.name, x.is_included_column, x.key_ordinal, x.index_column_id
"""

CHECKS = f"""
SELECT o.name, k.name, k.definition
FROM {_FROM} JOIN sys.check_constraints k ON k.parent_object_id = o.object_id
WHERE {{wanted}} ORDER BY o.name, k.name
"""

COMMENTS = f"""
SELECT o.name, CAST(ep.value AS NVARCHAR(4000)) FROM {_FROM} {_NOTE.format(part="0")}
WHERE ep.value IS NOT NULL AND {{wanted}}
"""
