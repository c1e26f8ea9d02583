"""Statements that both libraries build: one function each, of a namespace; the docstring of none, the name says it."""

from __future__ import annotations

from typing import Any

CASES: dict[str, Any] = {}


def case(fn: Any) -> Any:
    CASES[fn.__name__] = fn
    return fn


def many(family: str, /, **fns: Any) -> None:
    for name, fn in fns.items():
        CASES[f"{family}_{name}"] = fn


many(
    "compare",
    eq=lambda x: x.select(x.t.c.id).where(x.t.c.id == 5),
    ne=lambda x: x.select(x.t.c.id).where(x.t.c.id != 5),
    less=lambda x: x.select(x.t.c.id).where(x.t.c.id < 5, x.t.c.id <= 6, x.t.c.id > 1, x.t.c.id >= 2),
    none=lambda x: x.select(x.t.c.id).where(x.t.c.id == None, x.t.c.name != None),  # noqa: E711
    is_=lambda x: x.select(x.t.c.id).where(x.t.c.id.is_(None), x.t.c.name.is_not(None)),
    columns=lambda x: x.select(x.t.c.id).where(x.t.c.o == x.p.c.id),
    between=lambda x: x.select(x.t.c.id).where(x.t.c.id.between(1, 2), ~x.t.c.id.between(3, 4)),
    in_list=lambda x: x.select(x.t.c.id).where(x.t.c.id.in_([1, 2])),
    not_in=lambda x: x.select(x.t.c.id).where(x.t.c.id.not_in([1, 2])),
    in_empty=lambda x: x.select(x.t.c.id).where(x.t.c.id.in_([])),
    in_select=lambda x: x.select(x.t.c.id).where(x.t.c.id.in_(x.select(x.p.c.id))),
    in_tuple=lambda x: x.select(x.t.c.id).where(x.tuple_(x.t.c.id, x.t.c.name).in_([(1, "a")])),
    in_expressions=lambda x: x.select(x.t.c.id).where(x.t.c.id.in_([x.t.c.o, 5])),
    like=lambda x: x.select(x.t.c.id).where(x.t.c.name.like("a%"), x.t.c.name.not_like("b%")),
    like_escape=lambda x: x.select(x.t.c.id).where(x.t.c.name.like("a/%", escape="/")),
    startswith=lambda x: x.select(x.t.c.id).where(x.t.c.name.startswith("a")),
    endswith=lambda x: x.select(x.t.c.id).where(x.t.c.name.endswith("a")),
    contains=lambda x: x.select(x.t.c.id).where(x.t.c.name.contains("a")),
    contains_autoescape=lambda x: x.select(x.t.c.id).where(x.t.c.name.contains("a%_/", autoescape=True)),
    ilike=lambda x: x.select(x.t.c.id).where(x.t.c.name.ilike("A%"), x.t.c.name.not_ilike("B%")),
    distinct_from=lambda x: x.select(x.t.c.id).where(
        x.t.c.name.is_distinct_from("a"), x.t.c.o.is_not_distinct_from(None)
    ),
    exists=lambda x: x.select(x.t.c.id).where(x.exists().where(x.p.c.id == x.t.c.o)),
    not_exists=lambda x: x.select(x.t.c.id).where(~x.exists().where(x.p.c.id == x.t.c.o)),
    exists_select=lambda x: x.select(x.t.c.id).where(x.select(x.p.c.id).where(x.p.c.id == x.t.c.o).exists()),
)
many(
    "logic",
    and_or=lambda x: x.select(x.t.c.id).where(x.or_(x.t.c.id == 1, x.and_(x.t.c.id == 2, x.t.c.name == "x"))),
    or_alone=lambda x: x.select(x.t.c.id).where(x.or_(x.t.c.id == 1, x.t.c.id == 2)),
    or_and_where=lambda x: x.select(x.t.c.id).where(x.or_(x.t.c.id == 1, x.t.c.id == 2)).where(x.t.c.name == "a"),
    pipes=lambda x: x.select(x.t.c.id).where((x.t.c.id == 1) | (x.t.c.id == 2) & ~(x.t.c.name == "x")),
    not_and=lambda x: x.select(x.t.c.id).where(x.not_(x.and_(x.t.c.id == 1, x.t.c.name == "x"))),
    nested_and=lambda x: x.select(x.t.c.id).where(x.and_(x.t.c.id == 1, x.and_(x.t.c.id == 2, x.t.c.id == 3))),
    boolean_column=lambda x: x.select(x.t.c.id).where(x.t.c.f, x.t.c.id == 1),
    not_boolean=lambda x: x.select(x.t.c.id).where(~x.t.c.f),
    boolean_or=lambda x: x.select(x.t.c.id).where(x.or_(x.t.c.f, ~x.t.c.f)),
    boolean_compared=lambda x: x.select(x.t.c.id).where(x.t.c.f == True, x.t.c.f != False, x.t.c.f.is_(True)),  # noqa: E712
    constants=lambda x: x.select(x.t.c.id).where(x.and_(x.true(), x.t.c.id == 1)),
    where_true=lambda x: x.select(x.t.c.id).where(x.true()),
    where_false=lambda x: x.select(x.t.c.id).where(x.false()),
    case_boolean=lambda x: x.select(x.case((x.t.c.id > 1, "a"), (x.t.c.id > 2, "b"), else_="c")),
    case_value=lambda x: x.select(x.case({1: "a", 2: "b"}, value=x.t.c.id, else_=x.t.c.name)),
    case_label=lambda x: x.select(x.case((x.t.c.name == "x", x.t.c.id)).label("q")),
)
many(
    "arithmetic",
    add=lambda x: x.select(x.t.c.id + 1, x.t.c.id - 1, x.t.c.id * 2, x.t.c.id % 3),
    divide=lambda x: x.select(x.t.c.id / 2, x.t.c.n / 2, x.t.c.id / x.t.c.n, x.t.c.id // 2),
    precedence=lambda x: x.select(
        (x.t.c.id + 1) * 2, x.t.c.id + 1 * x.t.c.o, x.t.c.id - (x.t.c.o - 1), (x.t.c.id - x.t.c.o) - 1
    ),
    associative=lambda x: x.select(x.t.c.id + x.t.c.o + 1, x.t.c.id * (x.t.c.o * 2)),
    reverse=lambda x: x.select(5 + x.t.c.id, 5 - x.t.c.id, 5 * x.t.c.id),
    negative=lambda x: x.select(-x.t.c.id, -(x.t.c.id + 1)),
    compare_sum=lambda x: x.select(x.t.c.id).where(x.t.c.id + 5 > x.t.c.o * 2),
    concat=lambda x: x.select(x.t.c.name + "x", x.t.c.name.concat("y"), x.t.c.name + x.t.c.name + "z"),
    op=lambda x: x.select(x.t.c.id.op("&")(5), x.t.c.id.op("->", is_comparison=True)("a")),
    bitwise=lambda x: x.select(x.t.c.id.bitwise_and(5), x.t.c.id.bitwise_or(6)),
    collate=lambda x: x.select(x.t.c.id).order_by(x.t.c.name.collate("NOCASE")),
    cast=lambda x: x.select(x.cast(x.t.c.id, x.String(5)), x.cast("5", x.Integer), x.cast(x.t.c.n, x.Numeric(8, 1))),
    type_coerce=lambda x: x.select(x.type_coerce(x.t.c.id, x.String)),
    extract=lambda x: x.select(x.extract("year", x.t.c.d)),
    literal=lambda x: x.select(x.literal(5), x.literal("x").label("y"), x.null(), x.literal_column("1").label("z")),
)
many(
    "function",
    count=lambda x: x.select(x.func.count()).select_from(x.t),
    count_column=lambda x: x.select(x.func.count(x.t.c.id), x.func.count(x.t.c.id.distinct())),
    lower=lambda x: x.select(x.func.lower(x.t.c.name), x.func.lower("X")),
    coalesce=lambda x: x.select(x.func.coalesce(x.t.c.name, "none")),
    now=lambda x: x.select(x.func.now(), x.func.current_timestamp(), x.func.current_date()),
    packages=lambda x: x.select(x.func.foo.bar(x.t.c.id)),
    compared=lambda x: x.select(x.t.c.id).where(x.func.length(x.t.c.name) > 3),
    arithmetic=lambda x: x.select(x.func.max(x.t.c.id) + 1),
    label=lambda x: x.select(x.func.sum(x.t.c.id).label("total")),
    over=lambda x: x.select(x.func.row_number().over(order_by=x.t.c.id)),
    over_partition=lambda x: x.select(
        x.func.sum(x.t.c.id).over(partition_by=x.t.c.name, order_by=[x.t.c.id.desc(), x.t.c.o])
    ),
    over_rows=lambda x: x.select(x.func.sum(x.t.c.id).over(order_by=x.t.c.id, rows=(None, 0))),
    over_range=lambda x: x.select(x.func.sum(x.t.c.id).over(order_by=x.t.c.id, range_=(-5, 10))),
    filter=lambda x: x.select(x.func.count(x.t.c.id).filter(x.t.c.id > 5)),
)
many(
    "select",
    table=lambda x: x.select(x.t),
    two_tables=lambda x: x.select(x.t, x.p),
    same_names=lambda x: x.select(x.t.c.id, x.p.c.id, x.t.c.id),
    label=lambda x: x.select(x.t.c.id.label("x")).order_by("x"),
    label_used=lambda x: (lambda q: x.select(q).where(q > 3).group_by(q).order_by(q, q.desc()))(
        (x.t.c.id + 1).label("x")
    ),
    distinct=lambda x: x.select(x.t.c.name).distinct(),
    order=lambda x: x.select(x.t.c.id).order_by(x.t.c.name.desc(), x.t.c.id),
    order_name=lambda x: x.select(x.t.c.id).order_by("id"),
    order_desc_name=lambda x: x.select(x.func.count(x.t.c.id).label("cnt")).group_by(x.t.c.o).order_by(x.desc("cnt")),
    nulls=lambda x: x.select(x.t.c.id).order_by(x.t.c.name.desc().nulls_last(), x.t.c.o.nulls_first()),
    group=lambda x: x.select(x.t.c.o, x.func.count(x.t.c.id)).group_by(x.t.c.o).having(x.func.count(x.t.c.id) > 1),
    group_name=lambda x: x.select(x.t.c.id).group_by(x.t.c.id, "name"),
    limit=lambda x: x.select(x.t.c.id).order_by(x.t.c.id).limit(5),
    offset=lambda x: x.select(x.t.c.id).order_by(x.t.c.id).offset(5),
    limit_offset=lambda x: x.select(x.t.c.id).where(x.t.c.id > 1).order_by(x.t.c.id).limit(5).offset(3),
    fetch=lambda x: x.select(x.t.c.id).order_by(x.t.c.id).fetch(5),
    limit_expression=lambda x: x.select(x.t.c.id).order_by(x.t.c.id).limit(x.bindparam("q", type_=x.Integer)),
    quoted=lambda x: x.select(x.odd),
    no_from=lambda x: x.select(x.literal(1)),
    text_where=lambda x: x.select(x.t.c.id).where(x.text("x = :y").bindparams(y=5)),
    text_columns=lambda x: x.select(x.text("a, b")).select_from(x.text("foo")),
    light=lambda x: x.select(x.column("q"), x.table("tt", x.column("z")).c.z),
    label_style=lambda x: x.select(x.t, x.p).set_label_style(x.LABEL_STYLE_TABLENAME_PLUS_COL),
    prefix=lambda x: x.select(x.t.c.id).prefix_with("SQL_NO_CACHE"),
    bind=lambda x: x.select(x.t.c.id).where(x.t.c.id == x.bindparam("key")),
    bind_twice=lambda x: (lambda b: x.select(x.t.c.id).where(x.or_(x.t.c.id == b, x.t.c.o == b)))(
        x.bindparam("key", 3)
    ),
    filter_by=lambda x: x.select(x.t).filter_by(name="x", id=3),
    for_update=lambda x: x.select(x.t.c.id).with_for_update(),
    for_update_nowait=lambda x: x.select(x.t.c.id).with_for_update(nowait=True),
    for_share=lambda x: x.select(x.t.c.id).with_for_update(read=True),
)
many(
    "from",
    join=lambda x: x.select(x.t).join(x.p),
    join_on=lambda x: x.select(x.t.c.id).join(x.p, x.t.c.o == x.p.c.id),
    outer_join=lambda x: x.select(x.t.c.id, x.p.c.name).outerjoin(x.p),
    full_join=lambda x: x.select(x.t.c.id).join(x.p, full=True),
    join_from=lambda x: x.select(x.p.c.name).join_from(x.t, x.p),
    join_object=lambda x: x.select(x.t.c.id).select_from(x.t.join(x.p)),
    join_chain=lambda x: (
        lambda a: x.select(x.t.c.id, a.c.name).select_from(x.t).join(x.p).join(a, a.c.id == x.t.c.id)
    )(x.t.alias()),
    alias=lambda x: (lambda a: x.select(a.c.id, x.t.c.id).where(a.c.id == x.t.c.o))(x.t.alias()),
    alias_named=lambda x: (lambda a: x.select(a).where(a.c.id == 3))(x.t.alias("q")),
    two_aliases=lambda x: (lambda a, b: x.select(a.c.id, b.c.id).where(a.c.id == b.c.o))(x.t.alias(), x.t.alias()),
    subquery=lambda x: (lambda s: x.select(s.c.name, x.p).join(x.p, s.c.id == x.p.c.id))(
        x.select(x.t.c.id, x.t.c.name).where(x.t.c.id > 3).subquery()
    ),
    subquery_named=lambda x: (lambda s: x.select(s))(x.select(x.t.c.id, x.p.c.id).subquery("s")),
    subquery_anonymous=lambda x: (lambda s: x.select(s))(
        x.select(x.func.count(), x.t.c.id + 1, x.t.c.id, x.p.c.id).subquery()
    ),
    subquery_nested=lambda x: (lambda s: x.select(s.c.id))(x.select(x.select(x.t.c.id).subquery().c.id).subquery()),
    scalar=lambda x: x.select(
        x.t.c.id, x.select(x.func.max(x.p.c.id)).where(x.p.c.id == x.t.c.o).scalar_subquery().label("m")
    ),
    scalar_where=lambda x: x.select(x.t.c.id).where(x.t.c.o == x.select(x.func.max(x.p.c.id)).scalar_subquery()),
    correlated=lambda x: x.select(x.t.c.id).where(x.exists(x.select(x.p.c.id).where(x.p.c.name == x.t.c.name))),
    values=lambda x: x.select(
        x.values(x.column("a", x.Integer), x.column("b", x.String), name="v").data([(1, "x"), (2, "y")])
    ),
)
many(
    "cte",
    simple=lambda x: (lambda c: x.select(c.c.id, x.t.c.name).join_from(x.t, c, x.t.c.id == c.c.id).where(c.c.id > 4))(
        x.select(x.t.c.id).cte("foo")
    ),
    anonymous=lambda x: x.select(x.select(x.t.c.id).cte()),
    two=lambda x: (lambda a, b: x.select(a.c.id, b.c.id).where(a.c.id == b.c.id))(
        x.select(x.t.c.id).cte("a"), x.select(x.p.c.id).cte("b")
    ),
    chained=lambda x: (lambda a: x.select(x.select(a.c.id).where(a.c.id > 1).cte("b")))(x.select(x.t.c.id).cte("a")),
    recursive=lambda x: (lambda r: x.select(r.union_all(x.select(x.p.c.id).join(r, r.c.id == x.p.c.id)).c.id))(
        x.select(x.t.c.id).where(x.t.c.id == 1).cte("r", recursive=True)
    ),
    alias=lambda x: (lambda c: x.select(c.c.id, c.alias("q").c.id))(x.select(x.t.c.id).cte("foo")),
    update=lambda x: (lambda c: x.update(x.t).values(name="x").where(x.t.c.id.in_(x.select(c.c.id))))(
        x.select(x.p.c.id).cte("c")
    ),
    insert=lambda x: (lambda c: x.insert(x.p).from_select(["id"], x.select(c.c.id)))(x.select(x.t.c.id).cte("c")),
)
many(
    "union",
    all=lambda x: x.union_all(x.select(x.t.c.id), x.select(x.p.c.id).where(x.p.c.id == 3)),
    order=lambda x: x.union(x.select(x.t.c.id), x.select(x.p.c.id)).order_by("id"),
    limit=lambda x: x.union(x.select(x.t.c.id), x.select(x.p.c.id)).order_by("id").limit(3).offset(1),
    nested=lambda x: x.union(x.select(x.t.c.id), x.union_all(x.select(x.p.c.id), x.select(x.t.c.o))),
    intersect=lambda x: x.intersect(x.select(x.t.c.id), x.select(x.p.c.id)),
    except_=lambda x: x.except_(x.select(x.t.c.id), x.select(x.p.c.id)),
    subquery=lambda x: (lambda u: x.select(u.c.id))(x.union(x.select(x.t.c.id), x.select(x.p.c.id)).subquery()),
    column_order=lambda x: x.union(x.select(x.t.c.id), x.select(x.p.c.id)).order_by(x.t.c.id),
)
many(
    "insert",
    bare=lambda x: x.insert(x.t),
    one=lambda x: x.insert(x.t).values(name="a"),
    two=lambda x: x.insert(x.t).values(name="a", id=3),
    dict_=lambda x: x.insert(x.t).values({x.t.c.name: "a"}),
    rows=lambda x: x.insert(x.t).values([{"name": "a"}, {"name": "b"}]),
    tuples=lambda x: x.insert(x.p).values([(1, "a"), (2, "b")]),
    returning=lambda x: x.insert(x.t).values(name="a").returning(x.t.c.id, x.t.c.name),
    returning_expression=lambda x: (
        x.insert(x.t).values(name="a").returning(x.t.c.id, (x.t.c.id + 1).label("x"), x.func.lower(x.t.c.name))
    ),
    returning_table=lambda x: x.insert(x.p).values(name="a").returning(x.p),
    from_select=lambda x: x.insert(x.t).from_select(["name"], x.select(x.p.c.name).where(x.p.c.id > 3)),
    expression=lambda x: x.insert(x.t).values(name=x.func.lower("X"), o=x.literal(3) + 1),
    subquery=lambda x: x.insert(x.t).values(name=x.select(x.p.c.name).where(x.p.c.id == 1).scalar_subquery()),
    empty=lambda x: x.insert(x.t).values({}),
    defaults=lambda x: x.insert(x.defaults).values(id=1),
    defaults_rows=lambda x: x.insert(x.defaults).values([{"id": 1}, {"id": 2}]),
    quoted=lambda x: x.insert(x.odd).values({"Group": 1, "a b": 2}),
    inline=lambda x: x.insert(x.t).values(name="a").inline(),
    prefix=lambda x: x.insert(x.t).values(name="a").prefix_with("IGNORE"),
)
many(
    "update",
    bare=lambda x: x.update(x.t),
    where=lambda x: x.update(x.t).values(name="x").where(x.t.c.id == 5),
    expression=lambda x: x.update(x.t).values(o=x.t.c.o + 1, name=x.func.upper(x.t.c.name)),
    order=lambda x: x.update(x.t).ordered_values((x.t.c.o, 5), (x.t.c.name, "x")),
    from_=lambda x: x.update(x.t).values(name=x.p.c.name).where(x.t.c.o == x.p.c.id, x.p.c.name == "q"),
    from_two=lambda x: (lambda a: x.update(x.t).values(name="x").where(x.t.c.o == x.p.c.id, a.c.id == x.p.c.id))(
        x.p.alias("a")
    ),
    correlated=lambda x: x.update(x.t).values(name=x.select(x.p.c.name).where(x.p.c.id == x.t.c.o).scalar_subquery()),
    in_select=lambda x: x.update(x.t).values(name="x").where(x.t.c.o.in_(x.select(x.p.c.id))),
    returning=lambda x: x.update(x.t).values(name="x").where(x.t.c.id == 5).returning(x.t.c.id, x.t.c.name),
    onupdate=lambda x: x.update(x.defaults).values(a=1).where(x.defaults.c.id == 2),
    null=lambda x: x.update(x.t).values(name=None),
    alias=lambda x: (lambda a: x.update(a).values(name="x").where(a.c.id == 1))(x.t.alias("q")),
    exists=lambda x: x.update(x.t).values(name="x").where(x.exists().where(x.p.c.id == x.t.c.o)),
)
many(
    "delete",
    bare=lambda x: x.delete(x.t),
    where=lambda x: x.delete(x.t).where(x.t.c.id == 5),
    using=lambda x: x.delete(x.t).where(x.t.c.o == x.p.c.id, x.p.c.name == "q"),
    exists=lambda x: x.delete(x.t).where(x.exists().where(x.p.c.id == x.t.c.o)),
    in_select=lambda x: x.delete(x.t).where(x.t.c.o.in_(x.select(x.p.c.id))),
    returning=lambda x: x.delete(x.t).where(x.t.c.id == 5).returning(x.t.c.id, (x.t.c.id + 1).label("x")),
)
#: Constructs of one dialect: name -> (dialect, function).
many(
    "insert",
    select_defaults=lambda x: x.insert(x.defaults).from_select(["id"], x.select(x.t.c.id).where(x.t.c.id > 5)),
    select_without=lambda x: x.insert(x.defaults).from_select(["id"], x.select(x.t.c.id), include_defaults=False),
    select_union=lambda x: x.insert(x.t).from_select(["id"], x.union(x.select(x.p.c.id), x.select(x.t.c.o))),
    inline_default=lambda x: x.insert(x.defaults).values(g=1).inline(),
    return_defaults=lambda x: x.insert(x.defaults).values(a=1).return_defaults(),
    return_defaults_columns=lambda x: x.insert(x.defaults).values(a=1).return_defaults(x.defaults.c.g),
    hinted=lambda x: x.insert(x.t).values(id=1).with_hint("WITH (PAGLOCK)", dialect_name="mssql"),
)
many(
    "update",
    ordered_all=lambda x: x.update(x.t).ordered_values((x.t.c.o, 5), ("name", "z"), (x.t.c.id, x.t.c.o + 1)),
    table_order=lambda x: x.update(x.defaults).values(g=1),
    aliased=lambda x: (lambda a: x.update(a).values(name="q").where(a.c.id == 1))(x.t.alias("a")),
    itself=lambda x: (lambda a: x.update(x.t).values(name=a.c.name).where(x.t.c.id == a.c.o))(x.t.alias("a")),
    from_a_cte=lambda x: (lambda c: x.update(x.t).values(name=c.c.name).where(x.t.c.id == c.c.id))(
        x.select(x.p.c.id, x.p.c.name).cte("c")
    ),
    hinted=lambda x: x.update(x.t).values(name="x").with_hint("WITH (PAGLOCK)", dialect_name="mssql"),
    limited=lambda x: x.update(x.t).values(name="x").with_dialect_options(mysql_limit=5, mariadb_limit=5),
)
many(
    "delete",
    itself=lambda x: (lambda a: x.delete(x.t).where(x.t.c.id == a.c.o))(x.t.alias("a")),
    hinted=lambda x: x.delete(x.t).with_hint("WITH (PAGLOCK)", dialect_name="mssql"),
)
OWN: dict[str, Any] = {
    "conflict_update": ("postgresql", lambda x: (
        lambda s: s.on_conflict_do_update(
            index_elements=[x.t.c.id], set_={"name": s.excluded.name, "o": x.t.c.o + 1}, where=x.t.c.id > 5
        )
    )(x.postgresql_insert(x.t).values(name="a", id=1))),
    "conflict_update_returning": ("postgresql", lambda x: (
        lambda s: s.on_conflict_do_update(index_elements=["id"], set_={"name": "zz"}).returning(x.t.c.id)
    )(x.postgresql_insert(x.t).values(name="a", id=1))),
    "conflict_nothing": ("postgresql", lambda x: x.postgresql_insert(x.t).values(id=1).on_conflict_do_nothing()),
    "conflict_constraint": ("postgresql", lambda x: x.postgresql_insert(x.t).values(id=1).on_conflict_do_nothing(constraint="foo")),
    "sqlite_conflict": ("sqlite", lambda x: (
        lambda s: s.on_conflict_do_update(index_elements=["id"], index_where=x.t.c.f, set_={"name": "zz", "o": s.excluded.o})
    )(x.sqlite_insert(x.t).values([{"name": "a", "id": 1}, {"name": "b", "id": 2}]))),
    "sqlite_nothing": ("sqlite", lambda x: x.sqlite_insert(x.t).values(id=1).on_conflict_do_nothing(index_elements=["id"])),
    "duplicate_key": ("mariadb", lambda x: (
        lambda s: s.on_duplicate_key_update(name=s.inserted.name, o=5, id=x.t.c.id + 1)
    )(x.mariadb_insert(x.t).values(name="a", id=1))),
}  # fmt: skip
