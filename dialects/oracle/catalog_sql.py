"""The questions to Oracle's data dictionary; ``{wanted}`` is the condition on relation ``r``."""

from __future__ import annotations

#: Every relation with its kind; what belongs to a materialized view is one, and no table.
_RELATIONS = """(
  SELECT t.owner, t.table_name, 'TABLE' AS kind, t.temporary FROM all_tables t
  WHERE t.nested = 'NO' AND t.secondary = 'N'
  AND NOT EXISTS (SELECT 1 FROM all_mviews m WHERE m.owner = t.owner AND m.mview_name = t.table_name)
  UNION ALL SELECT v.owner, v.view_name, 'VIEW', 'N' FROM all_views v
  UNION ALL SELECT m.owner, m.mview_name, 'MATERIALIZED VIEW', 'N' FROM all_mviews m) r"""

RELATIONS = f"SELECT r.table_name FROM {_RELATIONS} WHERE {{wanted}} ORDER BY r.table_name"

COLUMNS = f"""
SELECT r.table_name, c.column_name, c.data_type, c.char_length, c.data_length, c.data_precision, c.data_scale,
  c.nullable, c.data_default, c.virtual_column, m.comments, i.generation_type, i.identity_options, c.default_on_null
FROM {_RELATIONS} JOIN all_tab_cols c ON c.owner = r.owner AND c.table_name = r.table_name AND c.hidden_column = 'NO'
LEFT JOIN all_col_comments m ON m.owner = c.owner AND m.table_name = c.table_name AND m.column_name = c.column_name
LEFT JOIN all_tab_identity_cols i
  ON i.owner = c.owner AND i.table_name = c.table_name AND i.column_name = c.column_name
WHERE {{wanted}} ORDER BY r.table_name, c.column_id
"""

CONSTRAINTS = f"""
SELECT r.table_name, k.constraint_name, c.column_name, k.index_name, k.deferrable, k.deferred
FROM {_RELATIONS} JOIN all_constraints k ON k.owner = r.owner AND k.table_name = r.table_name
JOIN all_cons_columns c ON c.owner = k.owner AND c.constraint_name = k.constraint_name
WHERE k.constraint_type = '{{kind}}' AND {{wanted}} ORDER BY r.table_name, k.constraint_name, c.position
"""

FOREIGN_KEYS = f"""
SELECT r.table_name, k.constraint_name, c.column_name, r.owner, f.owner, f.table_name, f.column_name, k.delete_rule,
  k.deferrable, k.deferred
FROM {_RELATIONS} JOIN all_constraints k ON k.owner = r.owner AND k.table_name = r.table_name
JOIN all_cons_columns c ON c.owner = k.owner AND c.constraint_name = k.constraint_name
JOIN all_cons_columns f
  ON f.owner = k.r_owner AND f.constraint_name = k.r_constraint_name AND f.position = c.position
WHERE k.constraint_type = 'R' AND {{wanted}} ORDER BY r.table_name, k.constraint_name, c.position
"""

INDEXES = f"""
SELECT r.table_name, i.index_name, i.uniqueness, i.index_type, i.compression, i.prefix_length, c.column_name, c.descend,
  e.column_expression
FROM {_RELATIONS} JOIN all_indexes i ON i.table_owner = r.owner AND i.table_name = r.table_name
JOIN all_ind_columns c ON c.index_owner = i.owner AND c.index_name = i.index_name
LEFT JOIN all_ind_expressions e
  ON e.index_owner = i.owner AND e.index_name = i.index_name AND e.column_position = c.column_position
WHERE NOT EXISTS (SELECT 1 FROM all_constraints k WHERE k.owner = r.owner AND k.table_name = r.table_name
  AND k.constraint_type = 'P' AND k.index_name = i.index_name)
AND {{wanted}} ORDER BY r.table_name, i.index_name, c.column_position
"""

CHECKS = f"""
SELECT r.table_name, k.constraint_name, k.search_condition
FROM {_RELATIONS} JOIN all_constraints k ON k.owner = r.owner AND k.table_name = r.table_name
WHERE k.constraint_type = 'C' AND {{wanted}} ORDER BY r.table_name, k.constraint_name
"""

COMMENTS = f"""
SELECT r.table_name, coalesce(t.comments, m.comments)
FROM {_RELATIONS} LEFT JOIN all_tab_comments t ON t.owner = r.owner AND t.table_name = r.table_name
LEFT JOIN all_mview_comments m ON m.owner = r.owner AND m.mview_name = r.table_name
WHERE coalesce(t.comments, m.comments) IS NOT NULL AND {{wanted}}
"""

OPTIONS = f"""
SELECT r.table_name, t.compression, t.compress_for, t.tablespace_name
FROM {_RELATIONS} JOIN all_tables t ON t.owner = r.owner AND t.table_name = r.table_name WHERE {{wanted}}
"""
