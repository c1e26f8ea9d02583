"""The questions to PostgreSQL's catalogs; ``{wanted}`` is the condition on relation ``c`` and its schema ``n``.

A relation that has nothing to tell has a row all the same, so that it is known to be there.
"""

from __future__ import annotations

_FROM = "pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
_COMMENT = (
    "LEFT JOIN pg_catalog.pg_description d ON d.objoid = {oid} AND d.objsubid = {part} "
    "AND d.classoid = 'pg_catalog.{catalog}'::pg_catalog.regclass"
)
# The relations are found first (OFFSET 0 keeps them apart): joined flat, the server tests each column of the database
# for the visibility of its table.
_WANTED = f"(SELECT c.oid, c.relname FROM {_FROM} WHERE {{wanted}} OFFSET 0) c"


RELATIONS = f"SELECT c.relname::text FROM {_FROM} WHERE {{wanted}} ORDER BY 1"
OIDS = f"SELECT c.oid::bigint FROM {_FROM} WHERE {{wanted}}"
VIEWS = f"SELECT pg_catalog.pg_get_viewdef(c.oid) FROM {_FROM} WHERE {{wanted}}"

ENUMS = """
SELECT t.typname::text, n.nspname::text, pg_catalog.pg_type_is_visible(t.oid),
  ARRAY(SELECT e.enumlabel::text FROM pg_catalog.pg_enum e WHERE e.enumtypid = t.oid ORDER BY e.enumsortorder)
FROM pg_catalog.pg_type t JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
WHERE t.typtype = 'e' AND {wanted} ORDER BY 2, 1
"""

DOMAINS = """
SELECT t.typname::text, n.nspname::text, pg_catalog.pg_type_is_visible(t.oid),
  pg_catalog.format_type(t.typbasetype, t.typtypmod), NOT t.typnotnull, t.typdefault,
  co.collname::text, cn.nspname::text,
  ARRAY(SELECT con.conname::text FROM pg_catalog.pg_constraint con
    WHERE con.contypid = t.oid AND con.contype = 'c' ORDER BY con.conname),
  ARRAY(SELECT pg_catalog.pg_get_expr(con.conbin, 0, true) FROM pg_catalog.pg_constraint con
    WHERE con.contypid = t.oid AND con.contype = 'c' ORDER BY con.conname),
  CASE WHEN coalesce(e.typtype, b.typtype) IN ('e', 'd') THEN ARRAY[coalesce(e.typtype, b.typtype)::text,
    (SELECT bn.nspname::text FROM pg_catalog.pg_namespace bn WHERE bn.oid = coalesce(e.typnamespace, b.typnamespace)),
    coalesce(e.typname, b.typname)::text] END
FROM pg_catalog.pg_type t JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
JOIN pg_catalog.pg_type b ON b.oid = t.typbasetype
LEFT JOIN pg_catalog.pg_type e ON e.oid = b.typelem AND b.typcategory = 'A'
LEFT JOIN pg_catalog.pg_collation co ON co.oid = t.typcollation AND co.collname <> 'default'
LEFT JOIN pg_catalog.pg_namespace cn ON cn.oid = co.collnamespace
WHERE t.typtype = 'd' AND {wanted} ORDER BY 2, 1
"""

# What few columns have is fetched by a subquery.
COLUMNS = f"""
SELECT c.relname::text, a.attname::text, pg_catalog.format_type(a.atttypid, a.atttypmod),
  CASE WHEN coalesce(e.typtype, t.typtype) IN ('e', 'd') THEN ARRAY[coalesce(e.typtype, t.typtype)::text,
    (SELECT n.nspname::text FROM pg_catalog.pg_namespace n WHERE n.oid = coalesce(e.typnamespace, t.typnamespace)),
    coalesce(e.typname, t.typname)::text] END,
  CASE WHEN a.attcollation <> coalesce(e.typcollation, t.typcollation) THEN
    (SELECT co.collname::text FROM pg_catalog.pg_collation co WHERE co.oid = a.attcollation) END,
  a.attnotnull,
  CASE WHEN a.atthasdef THEN (SELECT pg_catalog.pg_get_expr(ad.adbin, ad.adrelid) FROM pg_catalog.pg_attrdef ad
    WHERE ad.adrelid = a.attrelid AND ad.adnum = a.attnum) END,
  a.attidentity, a.attgenerated,
  (SELECT d.description FROM pg_catalog.pg_description d WHERE d.objoid = a.attrelid AND d.objsubid = a.attnum
    AND d.classoid = 'pg_catalog.pg_class'::pg_catalog.regclass),
  CASE WHEN a.attidentity <> '' THEN (
    SELECT ARRAY[s.seqstart, s.seqincrement, s.seqmin, s.seqmax, s.seqcache, s.seqcycle::int]
    FROM pg_catalog.pg_depend dep JOIN pg_catalog.pg_sequence s ON s.seqrelid = dep.objid
    WHERE dep.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND dep.refobjid = a.attrelid
    AND dep.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass AND dep.refobjsubid = a.attnum
    AND dep.deptype = 'i') END, c.oid::bigint
FROM {_WANTED}
JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
LEFT JOIN pg_catalog.pg_type e ON e.oid = t.typelem AND t.typcategory = 'A'
ORDER BY c.relname, a.attnum
"""

_OF_FOREIGN_KEYS = (
    "rn.nspname::text, pg_catalog.pg_table_is_visible(r.oid), r.relname::text, con.confupdtype, con.confdeltype, "
    "con.confmatchtype"
)


def constraints(kinds: str) -> str:
    """Return the question for the constraints of some kinds, each a letter of ``contype``.

    The columns of keys are told by their definition alone: one subquery for each list costs more than all the rest.
    """
    definition, of_foreign_keys, condition, joins = "NULL", ", ".join(["NULL"] * 6), "NULL", ""
    if kinds != "c":
        definition = "CASE WHEN con.contype <> 'c' THEN pg_catalog.pg_get_constraintdef(con.oid) END"
    if "f" in kinds:
        of_foreign_keys = _OF_FOREIGN_KEYS
        joins = (
            "LEFT JOIN pg_catalog.pg_class r ON r.oid = con.confrelid "
            "LEFT JOIN pg_catalog.pg_namespace rn ON rn.oid = r.relnamespace"
        )
    if "c" in kinds:
        condition = "pg_catalog.pg_get_expr(con.conbin, con.conrelid, true)"
    types = ", ".join(f"'{kind}'" for kind in kinds)
    return f"""
SELECT c.relname::text, con.contype::text, con.conname::text, con.condeferrable, con.condeferred, con.convalidated,
  con.connoinherit, d.description, {definition}, {condition}, {of_foreign_keys}
FROM {_WANTED} LEFT JOIN pg_catalog.pg_constraint con ON con.conrelid = c.oid AND con.contype IN ({types}) {joins}
{_COMMENT.format(oid="con.oid", part="0", catalog="pg_constraint")}
ORDER BY 1, 3
"""


INDEX_NAMES = f"""
SELECT ic.relname::text FROM {_FROM} JOIN pg_catalog.pg_index i ON i.indrelid = c.oid
JOIN pg_catalog.pg_class ic ON ic.oid = i.indexrelid WHERE {{wanted}}
"""

INDEXES = f"""
SELECT c.relname::text, ic.relname::text, i.indisunique, con.conname::text, am.amname::text, ic.reloptions,
  pg_catalog.pg_get_expr(i.indpred, i.indrelid), i.indnkeyatts::int,
  ARRAY(SELECT a.attname::text FROM pg_catalog.generate_series(0, i.indnatts - 1) k
    LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[k] AND i.indkey[k] <> 0
    ORDER BY k),
  CASE WHEN i.indexprs IS NOT NULL THEN
    ARRAY(SELECT pg_catalog.pg_get_indexdef(i.indexrelid, k, true)
      FROM pg_catalog.generate_series(1, i.indnkeyatts::int) k ORDER BY k) END,
  ARRAY(SELECT i.indoption[k]::int FROM pg_catalog.generate_series(0, i.indnkeyatts - 1) k ORDER BY k),
  ARRAY(SELECT CASE WHEN o.opcdefault THEN NULL ELSE o.opcname::text END
    FROM pg_catalog.generate_series(0, i.indnkeyatts - 1) k JOIN pg_catalog.pg_opclass o ON o.oid = i.indclass[k]
    ORDER BY k),
  {{nulls}}
FROM {_FROM} LEFT JOIN pg_catalog.pg_index i ON i.indrelid = c.oid AND NOT i.indisprimary
LEFT JOIN pg_catalog.pg_class ic ON ic.oid = i.indexrelid LEFT JOIN pg_catalog.pg_am am ON am.oid = ic.relam
LEFT JOIN pg_catalog.pg_constraint con ON con.conrelid = c.oid AND con.conindid = i.indexrelid
  AND con.contype IN ('u', 'x')
WHERE {{wanted}} ORDER BY 1, 2
"""

COMMENTS = f"""
SELECT c.relname::text, d.description FROM {_FROM}
{_COMMENT.format(oid="c.oid", part="0", catalog="pg_class")}
WHERE {{wanted}}
"""

#: Comment and options, of which a view has none.
DETAILS = f"""
SELECT c.relname::text, d.description, c.relkind IN ('r', 'p', 'f'),
  ARRAY(SELECT p.relname::text FROM pg_catalog.pg_inherits h JOIN pg_catalog.pg_class p ON p.oid = h.inhparent
    WHERE h.inhrelid = c.oid ORDER BY h.inhseqno),
  c.reloptions, s.spcname::text, am.amname::text,
  CASE WHEN c.relkind = 'p' THEN pg_catalog.pg_get_partkeydef(c.oid) END
FROM {_FROM} LEFT JOIN pg_catalog.pg_tablespace s ON s.oid = c.reltablespace
LEFT JOIN pg_catalog.pg_am am ON am.oid = c.relam
{_COMMENT.format(oid="c.oid", part="0", catalog="pg_class")}
WHERE {{wanted}}
"""
