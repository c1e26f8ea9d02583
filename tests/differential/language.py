"""More statements that both libraries build: functions, windows, JSON, arrays, table functions, CTEs, locking."""

from __future__ import annotations

from .cases import many

many(
    "generic",
    types=lambda x: x.select(x.func.sum(x.t.c.id) + 1, x.func.max(x.t.c.name) + "x", x.func.length(x.t.c.name) / 2),
    ansi=lambda x: x.select(
        x.func.current_user(),
        x.func.session_user(),
        x.func.user(),
        x.func.localtime(),
        x.func.localtimestamp(),
        x.func.current_time(),
        x.func.sysdate(),
    ),
    concat=lambda x: x.select(x.func.concat(x.t.c.name, "x") + "y"),
    char_length=lambda x: x.select(x.func.char_length(x.t.c.name)),
    rank=lambda x: x.select(
        x.func.rank().over(order_by=x.t.c.id),
        x.func.dense_rank().over(),
        x.func.percent_rank().over(),
        x.func.cume_dist().over(),
        x.func.row_number().over(),
    ),
    rollup=lambda x: x.select(x.func.sum(x.t.c.id)).group_by(x.func.rollup(x.t.c.id, x.t.c.o)),
    cube=lambda x: x.select(x.func.sum(x.t.c.id)).group_by(x.func.cube(x.t.c.id, x.t.c.o)),
    grouping_sets=lambda x: x.select(x.func.sum(x.t.c.id)).group_by(
        x.func.grouping_sets(x.tuple_(x.t.c.id, x.t.c.o), x.t.c.o)
    ),
    next_value=lambda x: x.select(x.func.next_value(x.sq), x.sq.next_value()),
    coalesce=lambda x: x.select(x.func.coalesce(x.t.c.id, 5), x.func.coalesce(x.func.max(x.t.c.id), x.t.c.o, 0) + 1),
    array_agg=lambda x: x.select(x.func.array_agg(x.t.c.id)),
    string_agg=lambda x: x.select(x.func.aggregate_strings(x.t.c.name, ",")),
    string_agg_order=lambda x: x.select(x.func.aggregate_strings(x.t.c.name, ",").aggregate_order_by(x.t.c.id.desc())),
    aggregate_order=lambda x: x.select(x.func.array_agg(x.t.c.id).aggregate_order_by(x.t.c.name, x.t.c.id.desc())),
    aggregate_order_over=lambda x: x.select(
        x.func.array_agg(x.t.c.id).aggregate_order_by(x.t.c.name).over(partition_by=x.t.c.o)
    ),
    random=lambda x: x.select(x.func.random(), x.func.anything(1, "x", None, x.t.c.id + 1)),
    pow=lambda x: x.select(x.func.pow(x.t.c.id, 2), x.func.cast(x.t.c.id, x.String(5))),
    comparison=lambda x: x.select(x.func.ST_Within(x.t.c.id, x.t.c.o).as_comparison(1, 2)),
    quoted=lambda x: x.select(
        x.func.foo(x.t.c.id).label("Foo Bar"), x.func.Upper(x.t.c.name), getattr(x.func, "My Func")(1)
    ),
    quoted_package=lambda x: x.select(getattr(x.func, "My Pkg").inner(1)),
    name_kept=lambda x: x.select(x.func.COUNT(x.t.c.id), x.func.Now(), x.func.Coalesce(x.t.c.id, 1)),
    select=lambda x: x.func.count(x.t.c.id).select(),
    in_order=lambda x: x.select(x.t.c.id).order_by(x.func.lower(x.t.c.name).desc()),
    type_given=lambda x: x.select(x.func.foo(x.t.c.id, type_=x.String) + "x"),
    nested=lambda x: x.select(x.func.max(x.func.coalesce(x.t.c.id, x.func.min(x.t.c.o)))),
    distinct=lambda x: x.select(x.func.count(x.distinct(x.t.c.name))),
    count_star=lambda x: x.select(x.func.count("*")).select_from(x.t),
    boolean_argument=lambda x: x.select(x.func.foo(x.t.c.id == 5, x.and_(x.t.c.id == 1, x.t.c.o == 2))),
    tuple_type=lambda x: x.select(x.t.c.id).where(x.tuple_(x.t.c.id, x.t.c.d).in_([(1, None)])),
    tuple_compared=lambda x: x.select(x.t.c.id).where(
        x.tuple_(x.t.c.id, x.t.c.name) == x.tuple_(1, "x"), x.tuple_(x.t.c.id, x.t.c.name) > (2, "y")
    ),
)
many(
    "window",
    rows_between=lambda x: x.select(x.func.sum(x.t.c.id).over(order_by=x.t.c.id, rows=(-2, 2))),
    rows_unbounded=lambda x: x.select(x.func.sum(x.t.c.id).over(rows=(None, None))),
    range_=lambda x: x.select(x.func.sum(x.t.c.id).over(range_=(None, 5))),
    groups=lambda x: x.select(x.func.sum(x.t.c.id).over(order_by=x.t.c.id, groups=(-1, 1))),
    exclude=lambda x: x.select(x.func.sum(x.t.c.id).over(order_by=x.t.c.id, rows=(-1, 1), exclude="CURRENT ROW")),
    frame_clause=lambda x: x.select(
        x.func.sum(x.t.c.id).over(
            order_by=x.t.c.d, range_=x.FrameClause(7, 2, x.FrameClauseType.PRECEDING, x.FrameClauseType.FOLLOWING)
        )
    ),
    frame_unbounded=lambda x: x.select(
        x.func.sum(x.t.c.id).over(
            rows=x.FrameClause(None, None, x.FrameClauseType.UNBOUNDED, x.FrameClauseType.CURRENT)
        )
    ),
    following_both=lambda x: x.select(
        x.func.sum(x.t.c.id).over(order_by=x.t.c.id, rows=(1, 3)), x.func.sum(x.t.c.o).over(rows=(-3, -1))
    ),
    empty=lambda x: x.select(x.func.count().over()).select_from(x.t),
    label_order=lambda x: x.select(x.func.row_number().over(order_by=x.t.c.id).label("rn")).order_by("rn"),
    arithmetic=lambda x: x.select(x.func.sum(x.t.c.id).over(partition_by=[x.t.c.o, x.t.c.name]) + 1),
    filter_over=lambda x: x.select(x.func.sum(x.t.c.id).filter(x.t.c.id > 5).over(order_by=x.t.c.id)),
    filter_two=lambda x: x.select(x.func.sum(x.t.c.id).filter(x.t.c.id > 5, x.t.c.name == "x")),
    filter_again=lambda x: x.select(x.func.sum(x.t.c.id).filter(x.t.c.id > 5).filter(x.t.c.id < 9)),
    funcfilter=lambda x: x.select(x.funcfilter(x.func.count(1), x.t.c.name == "x")),
    filter_arithmetic=lambda x: x.select(x.func.sum(x.t.c.id).filter(x.t.c.id > 5) + 1),
    within_group=lambda x: x.select(x.func.percentile_cont(0.5).within_group(x.t.c.id.desc())),
    within_group_two=lambda x: x.select(x.within_group(x.func.percentile_disc(0.5), x.t.c.id, x.t.c.o.desc())),
    within_group_over=lambda x: x.select(x.func.percentile_cont(0.5).within_group(x.t.c.id).over(partition_by=x.t.c.o)),
    within_group_filter=lambda x: x.select(x.func.percentile_cont(0.5).within_group(x.t.c.id).filter(x.t.c.id > 1)),
    mode=lambda x: x.select(x.func.mode().within_group(x.t.c.name)),
    over_function=lambda x: x.select(x.over(x.func.row_number(), order_by=x.t.c.id)),
    lag=lambda x: x.select(x.func.lag(x.t.c.id, 1).over(order_by=x.t.c.d)),
)
many(
    "json",
    key=lambda x: x.select(x.doc.c.j["a"]),
    index=lambda x: x.select(x.doc.c.j[1]),
    path=lambda x: x.select(x.doc.c.j[("a", 1, "b")]),
    chain=lambda x: x.select(x.doc.c.j["a"]["b"]),
    as_string=lambda x: x.select(x.doc.c.j["a"].as_string()),
    as_integer=lambda x: x.select(x.doc.c.j["a"].as_integer()),
    as_float=lambda x: x.select(x.doc.c.j["a"].as_float()),
    as_boolean=lambda x: x.select(x.doc.c.j["a"].as_boolean()),
    as_numeric=lambda x: x.select(x.doc.c.j["a"].as_numeric(10, 2)),
    as_json=lambda x: x.select(x.doc.c.j["a"].as_json()),
    path_as_string=lambda x: x.select(x.doc.c.j[("a", "b")].as_string()),
    path_as_integer=lambda x: x.select(x.doc.c.j[("a", "b")].as_integer()),
    index_as_string=lambda x: x.select(x.doc.c.j[0].as_string()),
    compare=lambda x: x.select(x.doc.c.id).where(x.doc.c.j["a"].as_string() == "x"),
    compare_integer=lambda x: x.select(x.doc.c.id).where(x.doc.c.j["a"].as_integer() > 5),
    compare_json=lambda x: x.select(x.doc.c.id).where(x.doc.c.j["a"] == "x"),
    is_null=lambda x: x.select(x.doc.c.id).where(x.doc.c.j["a"].is_(None)),
    cast=lambda x: x.select(x.cast(x.doc.c.j["a"], x.String)),
    label=lambda x: x.select(x.doc.c.j["a"].label("q")).order_by("q"),
    order=lambda x: x.select(x.doc.c.id).order_by(x.doc.c.j["a"].as_string().desc()),
    column=lambda x: x.select(x.doc.c.j),
    insert=lambda x: x.insert(x.doc).values(id=1, j={"a": 5}),
    type_coerce=lambda x: x.select(x.type_coerce(x.t.c.name, x.JSON)["k"]),
    column_key=lambda x: x.select(x.doc.c.j[x.t.c.name]),
)
many(
    "array",
    index=lambda x: x.select(x.doc.c.a[5]),
    slice=lambda x: x.select(x.doc.c.a[1:3]),
    compare_index=lambda x: x.select(x.doc.c.id).where(x.doc.c.a[2] == 7),
    any=lambda x: x.select(x.doc.c.id).where(x.any_(x.doc.c.a) == 5),
    any_method=lambda x: x.select(x.doc.c.id).where(x.doc.c.a.any_() == 5),
    all=lambda x: x.select(x.doc.c.id).where(x.all_(x.doc.c.a) > 5),
    any_select=lambda x: x.select(x.t.c.id).where(x.t.c.id > x.any_(x.select(x.p.c.id).scalar_subquery())),
    all_select=lambda x: x.select(x.t.c.id).where(x.t.c.id >= x.all_(x.select(x.p.c.id).scalar_subquery())),
    any_literal=lambda x: x.select(x.t.c.id).where(x.t.c.id == x.any_(x.literal([1, 2], x.ARRAY(x.Integer)))),
    concat=lambda x: x.select(x.doc.c.a + [1, 2]),
    compare=lambda x: x.select(x.doc.c.id).where(x.doc.c.a == [1, 2]),
    two=lambda x: x.select(x.doc.c.aa[1][2]),
    function=lambda x: x.select(x.func.array_agg(x.t.c.id)[1]),
)
many(
    "operator",
    bitwise_all=lambda x: x.select(
        x.t.c.id.bitwise_and(5),
        x.t.c.id.bitwise_or(6),
        x.t.c.id.bitwise_xor(7),
        x.t.c.id.bitwise_not(),
        x.t.c.id.bitwise_lshift(1),
        x.t.c.id.bitwise_rshift(2),
    ),
    bitwise_grouping=lambda x: x.select(x.t.c.id).where(
        (x.t.c.id.bitwise_and(x.t.c.o + 1)) == 1, x.bitwise_not(x.t.c.id + 1) > 2
    ),
    match=lambda x: x.select(x.t.c.id).where(x.t.c.name.match("x")),
    not_match=lambda x: x.select(x.t.c.id).where(~x.t.c.name.match("x")),
    regexp=lambda x: x.select(x.t.c.id).where(x.t.c.name.regexp_match("^a")),
    not_regexp=lambda x: x.select(x.t.c.id).where(~x.t.c.name.regexp_match("^a")),
    regexp_column=lambda x: x.select(x.t.c.id).where(x.t.c.name.regexp_match(x.p.c.name)),
    regexp_flags=lambda x: x.select(x.t.c.id).where(x.t.c.name.regexp_match("^a", flags="i")),
    not_regexp_flags=lambda x: x.select(x.t.c.id).where(~x.t.c.name.regexp_match("^a", flags="i")),
    regexp_replace=lambda x: x.select(x.t.c.name.regexp_replace("a", "b")),
    regexp_replace_flags=lambda x: x.select(x.t.c.name.regexp_replace("a", "b", flags="ig")),
    regexp_replace_compared=lambda x: x.select(x.t.c.id).where(x.t.c.name.regexp_replace("a", x.t.c.name) == "z"),
    try_cast=lambda x: x.select(x.try_cast(x.t.c.name, x.Integer)),
    op_precedence=lambda x: x.select((x.t.c.id + 1).op("^", precedence=10)(5), x.t.c.id.op("@>")(x.t.c.o + 2) + 1),
    op_type=lambda x: x.select(x.t.c.id.op("@@", return_type=x.String)("q") + "x"),
    bool_op=lambda x: x.select(x.t.c.id).where(
        x.t.c.id.bool_op("~~")("q"), ~x.t.c.id.bool_op("&&", precedence=3)(x.t.c.o)
    ),
    custom_op=lambda x: x.select(x.t.c.id.operate(x.custom_op("<->", precedence=6), 5)),
    concat_precedence=lambda x: x.select((x.t.c.name + "a").like("x"), x.t.c.name.concat(x.t.c.name) == "q"),
    istartswith=lambda x: x.select(x.t.c.id).where(
        x.t.c.name.istartswith("A"), x.t.c.name.iendswith("b"), x.t.c.name.icontains("c")
    ),
    istartswith_escape=lambda x: x.select(x.t.c.id).where(
        x.t.c.name.istartswith("A%", autoescape=True), x.t.c.name.icontains("c_", escape="#")
    ),
    not_startswith=lambda x: x.select(x.t.c.id).where(~x.t.c.name.startswith("a"), x.not_(x.t.c.name.contains("b"))),
    between_symmetric=lambda x: x.select(x.t.c.id).where(x.t.c.id.between(1, 5, symmetric=True)),
    between_expression=lambda x: x.select(x.t.c.id).where(x.between(x.t.c.id, x.t.c.o + 1, x.t.c.o - 1)),
    collate_compared=lambda x: x.select(x.t.c.id).where(
        x.collate(x.t.c.name, "C") == "x", x.t.c.name.collate("de_DE") > "q"
    ),
    not_exists_and=lambda x: x.select(x.t.c.id).where(x.and_(~x.exists().where(x.p.c.id == x.t.c.o), x.t.c.id > 1)),
    is_expression=lambda x: x.select(x.t.c.id).where((x.t.c.id + 1).is_(None), (x.t.c.f).is_not(x.true())),
    in_bind=lambda x: x.select(x.t.c.id).where(x.t.c.id.in_(x.bindparam("ids", expanding=True))),
    in_none=lambda x: x.select(x.t.c.id).where(x.t.c.name.in_(["a", None])),
    in_cte=lambda x: x.select(x.t.c.id).where(x.t.c.id.in_(x.select(x.select(x.p.c.id).cte("q").c.id))),
    in_values=lambda x: x.select(x.t.c.id).where(x.t.c.id.in_(x.text("1, 2"))),
    not_in_empty=lambda x: x.select(x.t.c.name).where(x.t.c.name.not_in([])),
    in_compared=lambda x: x.select(x.t.c.id).where(x.t.c.id.in_([1]) == x.t.c.f),
    negate_in=lambda x: x.select(x.t.c.id).where(~x.t.c.id.in_([1]), ~(x.t.c.id.not_in([2]))),
    negate_comparison=lambda x: x.select(x.t.c.id).where(
        ~(x.t.c.id == 1), ~(x.t.c.id < 2), ~x.t.c.name.like("q"), ~x.t.c.id.is_(None)
    ),
    label_arithmetic=lambda x: (lambda q: x.select(q, q + 1).where(q > 2))((x.t.c.id * 2).label("q")),
    neg_label=lambda x: x.select((-x.t.c.id).label("n"), -(x.t.c.id * 2), -x.func.max(x.t.c.id)),
    floordiv=lambda x: x.select(x.t.c.id // 2, x.t.c.n // 2, x.t.c.n // x.t.c.id, 7 // x.t.c.id),
    truediv=lambda x: x.select(7 / x.t.c.id, x.t.c.n / x.t.c.n, x.t.c.id / (x.t.c.o + 1), (x.t.c.id + 1) / 2.5),
    mod=lambda x: x.select(x.t.c.id % 2, (x.t.c.id + 1) % x.t.c.o, 5 % x.t.c.id),
    date=lambda x: x.select(x.t.c.d - x.t.c.d, x.t.c.d + x.func.now()),
    bools=lambda x: x.select(x.t.c.id).where(x.t.c.f & (x.t.c.id == 1) | ~x.t.c.f),
    true_distinct=lambda x: x.select(x.t.c.id).where(
        x.t.c.f.is_distinct_from(x.true()), x.t.c.f.is_not_distinct_from(x.false())
    ),
    null_compared=lambda x: x.select(x.t.c.id).where(x.null() == x.t.c.name, x.t.c.name != x.null()),
    case_nested=lambda x: x.select(x.case((x.t.c.id == 1, x.case((x.t.c.o == 2, "a"), else_="b")), else_=x.null())),
    case_grouped=lambda x: x.select(x.t.c.id).where(x.case((x.t.c.id == 1, 5), else_=6) + 1 == 7),
    cast_types=lambda x: x.select(x.cast(x.t.c.o, x.Numeric(8, 1)), x.cast(x.t.c.o, x.Integer)),
    cast_null=lambda x: x.select(x.cast(x.null(), x.Integer)),
    cast_grouped=lambda x: x.select(x.t.c.id).where(x.cast(x.t.c.id + 1, x.String) == "x"),
    extract_all=lambda x: x.select(
        *[x.extract(f, x.t.c.d) for f in ("year", "month", "day", "hour", "minute", "second")]
    ),
    extract_words=lambda x: x.select(*[x.extract(f, x.t.c.d) for f in ("dow", "doy", "week")]),
    extract_where=lambda x: x.select(x.t.c.id).where(x.extract("month", x.t.c.d) == 5, x.func.extract("q", 1) > 0),
    literal_execute=lambda x: x.select(x.t.c.id).where(x.t.c.id == x.bindparam("q", 5, literal_execute=True)),
    literal_typed=lambda x: x.select(x.literal("x", x.Text), x.literal(5.5), x.literal(None), x.literal(True)),
    percent=lambda x: x.select(x.t.c.id.op("%")(5), x.literal_column("a % b"), x.text("c % d"), x.column("e%f")),
)
many(
    "table",
    valued=lambda x: (lambda f: x.select(f.c.value))(x.func.json_each('["a"]').table_valued("value")),
    valued_two=lambda x: (lambda f: x.select(f.c.key, f.c.value).where(f.c.key == "a"))(
        x.func.json_each(x.t.c.name).table_valued(x.column("key", x.String), "value", name="je")
    ),
    valued_alias=lambda x: (lambda f: x.select(f))(x.func.gen(1, 5).table_valued("a", "b").alias("q")),
    valued_joins=lambda x: (lambda f: x.select(x.t.c.id, f.c.value).join(f, x.true()))(
        x.func.json_each(x.t.c.name).table_valued("value", joins_implicitly=True)
    ),
    derived=lambda x: (lambda f: x.select(f.c.x))(x.func.generate_series(1, 5).table_valued("x").render_derived()),
    derived_name=lambda x: (lambda f: x.select(f.c.x))(
        x.func.generate_series(1, 5).table_valued("x").render_derived(name="gs")
    ),
    derived_types=lambda x: (lambda f: x.select(f.c.a, f.c.b))(
        x.func.json_to_recordset("[]")
        .table_valued(x.column("a", x.Integer), x.column("b", x.String))
        .render_derived(with_types=True)
    ),
    ordinality=lambda x: (lambda f: x.select(f.c.v, f.c.n))(
        x.func.generate_series(4, 1, -1).table_valued("v", with_ordinality="n").render_derived()
    ),
    ordinality_plain=lambda x: (lambda f: x.select(f.c.v, f.c.n))(x.func.gs(4).table_valued("v", with_ordinality="n")),
    column_valued=lambda x: (lambda f: x.select(f))(x.func.json_array_elements('["a"]').column_valued()),
    column_valued_name=lambda x: (lambda f: x.select(f, f + 1))(
        x.func.unnest(x.t.c.id, type_=x.Integer).column_valued("u")
    ),
    scalar_valued=lambda x: x.select(x.func.json_each(x.t.c.name).scalar_table_valued("key", x.String)),
    function_alias=lambda x: (lambda f: x.select(f.column))(x.func.foo(1).alias("q")),
    function_from=lambda x: x.select(x.column("a")).select_from(x.func.foo(1)),
    function_from_alias=lambda x: x.select(x.column("a")).select_from(x.func.foo(1).alias("q")),
    lateral_function=lambda x: (lambda f: x.select(x.t.c.id, f.c.v).join(f, x.true()))(
        x.func.unnest(x.t.c.id).table_valued("v").lateral("q")
    ),
    row=lambda x: x.select(x.func.row_to_json(x.t.table_valued())),
    sample=lambda x: (lambda s: x.select(s.c.id))(x.t.tablesample(5)),
    sample_named=lambda x: (lambda s: x.select(s.c.id))(
        x.tablesample(x.t, x.func.bernoulli(1), name="s", seed=x.func.random())
    ),
    lateral=lambda x: (lambda s: x.select(x.t.c.id, s.c.name).select_from(x.t.join(s, x.true())))(
        x.select(x.p.c.name).where(x.p.c.id == x.t.c.o).lateral("l")
    ),
    lateral_anonymous=lambda x: (lambda s: x.select(x.t.c.id, s.c.name).select_from(x.t, s))(
        x.select(x.p.c.name).where(x.p.c.id == x.t.c.o).lateral()
    ),
    lateral_table=lambda x: (lambda s: x.select(s.c.id))(x.lateral(x.select(x.t.c.id))),
    values_named=lambda x: (lambda v: x.select(v.c.a, x.t.c.id).join(x.t, x.t.c.id == v.c.a))(
        x.values(x.column("a", x.Integer), x.column("b", x.String), name="v").data([(1, "x")]).data([(2, "y")])
    ),
    values_anonymous=lambda x: x.select(x.values(x.column("a", x.Integer)).data([(1,)])),
    values_literal=lambda x: x.select(
        x.values(x.column("a", x.Integer), x.column("b", x.String), name="v", literal_binds=True).data([(1, "x")])
    ),
    values_cte=lambda x: (lambda v: x.select(v.c.a))(
        x.values(x.column("a", x.Integer), name="v").data([(1,), (2,)]).cte("c")
    ),
    values_scalar=lambda x: x.select(x.values(x.column("a", x.Integer)).data([(1,)]).scalar_values()),
    values_in=lambda x: x.select(x.t.c.id).where(
        x.tuple_(x.t.c.id, x.t.c.name).in_(
            x.values(x.column("a", x.Integer), x.column("b", x.String)).data([(1, "x")]).scalar_values()
        )
    ),
    values_expressions=lambda x: x.select(
        x.values(x.column("a", x.Integer), x.column("b", x.Integer), name="v").data([(x.literal(1) + 2, None)])
    ),
    values_alias=lambda x: (lambda v: x.select(v.c.a))(
        x.values(x.column("a", x.Integer), name="v").data([(1,)]).alias("w")
    ),
    values_lateral=lambda x: (lambda v: x.select(x.t.c.id, v.c.a).join(v, x.true()))(
        x.values(x.column("a", x.Integer), name="v").data([(x.t.c.id,)]).lateral()
    ),
    light=lambda x: (lambda q: x.select(q.c.z).where(q.c.y == 5))(
        x.table("tt", x.column("z"), x.column("y", x.Integer), schema="s")
    ),
    join_alias=lambda x: (lambda a, b: x.select(a.c.id, b.c.name).select_from(a.outerjoin(b, a.c.o == b.c.id)))(
        x.t.alias("a"), x.p.alias()
    ),
    join_subquery=lambda x: (lambda j: x.select(j.c.t_id, j.c.p_name))(
        x.select(x.t, x.p).join(x.p).set_label_style(x.LABEL_STYLE_TABLENAME_PLUS_COL).subquery()
    ),
    join_nested=lambda x: (
        lambda a: x.select(x.t.c.id).select_from(x.t.outerjoin(x.p.join(a, a.c.id == x.p.c.id), x.t.c.o == x.p.c.id))
    )(x.p.alias("a")),
    join_full=lambda x: x.select(x.t.c.id).select_from(x.join(x.t, x.p, full=True)),
    join_function=lambda x: x.select(x.t.c.id).select_from(x.outerjoin(x.t, x.p)),
    join_select=lambda x: x.t.join(x.p).select(),
    select_table=lambda x: x.t.select().where(x.t.c.id == 1),
    alias_select=lambda x: x.t.alias("q").select(),
    schema_alias=lambda x: (lambda a: x.select(a))(x.odd.alias("Q q")),
    hint=lambda x: (
        x.select(x.t)
        .with_hint(x.t, "index(%(name)s ix)", "oracle")
        .with_hint(x.t, "USE INDEX (ix)", "mysql")
        .with_hint(x.t, "WITH (NOLOCK)", "mssql")
    ),
    hint_alias=lambda x: (
        lambda a: x.select(a.c.id).with_hint(a, "index(%(name)s ix)", "oracle").with_hint(a, "WITH (NOLOCK)", "mssql")
    )(x.t.alias("a")),
    hint_statement=lambda x: (
        x.select(x.t.c.id).with_statement_hint("OPTION (RECOMPILE)", "mssql").with_statement_hint("/* all */")
    ),
    prefix_suffix=lambda x: (
        x.select(x.t.c.id)
        .prefix_with("/* a */", x.text("/* b */"))
        .suffix_with("/* c */")
        .prefix_with("/* d */", dialect="oracle")
    ),
)
many(
    "with",
    nested=lambda x: (lambda inner: (lambda outer: x.select(outer.c.id))(x.select(inner.c.id).cte("upper")))(
        x.select(x.t.c.id).cte("lower", nesting=True)
    ),
    nest_here=lambda x: (lambda c: x.select(x.select(c.c.id).add_cte(c, nest_here=True).subquery("s").c.id))(
        x.select(x.t.c.id).cte("c")
    ),
    add=lambda x: (lambda c: x.select(x.t.c.id).add_cte(c))(
        x.insert(x.p).values(name="x").returning(x.p.c.id).cte("ins")
    ),
    insert=lambda x: (lambda c: x.select(c.c.id))(x.insert(x.p).values(name="x").returning(x.p.c.id).cte("ins")),
    update=lambda x: (lambda c: x.select(c))(
        x.update(x.t).values(name="x").where(x.t.c.id == 1).returning(x.t.c.id, x.t.c.name).cte("up")
    ),
    delete=lambda x: (lambda c: x.select(c.c.id))(x.delete(x.t).where(x.t.c.id == 1).returning(x.t.c.id).cte("del")),
    delete_insert=lambda x: (lambda c: x.insert(x.p).from_select(["id"], x.select(c.c.id)))(
        x.delete(x.t).where(x.t.c.id == 1).returning(x.t.c.id).cte("del")
    ),
    on_delete=lambda x: (lambda c: x.delete(x.t).where(x.t.c.id.in_(x.select(c.c.id))))(x.select(x.p.c.id).cte("c")),
    on_update_from=lambda x: (lambda c: x.update(x.t).values(name=c.c.name).where(x.t.c.o == c.c.id))(
        x.select(x.p).cte("c")
    ),
    insert_add=lambda x: (lambda c: x.insert(x.p).values(name="q").add_cte(c))(x.select(x.t.c.id).cte("c")),
    prefix=lambda x: x.select(x.select(x.t.c.id).cte("c").prefix_with("MATERIALIZED").c.id),
    suffix=lambda x: x.select(x.select(x.t.c.id).cte("c").suffix_with("SEARCH DEPTH FIRST BY id SET o").c.id),
    recursive_union=lambda x: (lambda r: x.select(r.union(x.select(r.c.n + 1).where(r.c.n < 10)).c.n))(
        x.select(x.literal(1).label("n")).cte("r", recursive=True)
    ),
    recursive_alias=lambda x: (
        lambda r: (lambda a, p: x.select(r.union(x.select(p.c.id, p.c.name).where(p.c.id == a.c.id)).c.id))(
            r.alias("a"), x.p.alias("p2")
        )
    )(x.select(x.p.c.id, x.p.c.name).cte("r", recursive=True)),
    recursive_unnamed=lambda x: (lambda r: x.select(r.union_all(x.select(r.c.id + 1).where(r.c.id < 3)).c.id))(
        x.select(x.t.c.id).cte(recursive=True)
    ),
    in_union=lambda x: (lambda c: x.union_all(x.select(c.c.id), x.select(x.p.c.id)))(x.select(x.t.c.id).cte("c")),
    in_exists=lambda x: (lambda c: x.select(x.t.c.id).where(x.exists().where(c.c.id == x.t.c.id)))(
        x.select(x.p.c.id).cte("c")
    ),
    in_scalar=lambda x: (lambda c: x.select(x.t.c.id, x.select(c.c.id).scalar_subquery()))(x.select(x.p.c.id).cte("c")),
    union_inside=lambda x: x.select(x.union(x.select(x.t.c.id), x.select(x.p.c.id)).cte("u").c.id),
    text=lambda x: (lambda c: x.select(c.c.id))(
        x.text("SELECT id FROM q WHERE z = :z").columns(x.column("id", x.Integer)).bindparams(z=4).cte("c")
    ),
    subquery_text=lambda x: (lambda c: x.select(c.c.id).where(c.c.id == 3))(
        x.text("SELECT id FROM q").columns(id=x.Integer).subquery("s")
    ),
    label=lambda x: x.select(x.select((x.t.c.id + 1).label("n")).cte("c").c.n),
    anonymous_column=lambda x: x.select(x.select(x.func.max(x.t.c.id)).cte("c")),
    two_levels=lambda x: (
        lambda a: (lambda b: x.select(a.c.id, b.c.id).join_from(a, b, a.c.id == b.c.id))(x.select(a.c.id).cte("b"))
    )(x.select(x.t.c.id).cte("a")),
)
many(
    "lock",
    of=lambda x: x.select(x.t.c.id).with_for_update(of=x.t),
    of_columns=lambda x: x.select(x.t.c.id).join(x.p).with_for_update(of=[x.t.c.id, x.p.c.id]),
    of_alias=lambda x: (lambda a: x.select(a.c.id).with_for_update(of=a))(x.t.alias("a")),
    skip=lambda x: x.select(x.t.c.id).with_for_update(skip_locked=True),
    read_skip=lambda x: x.select(x.t.c.id).with_for_update(read=True, nowait=True),
    key_share=lambda x: x.select(x.t.c.id).with_for_update(key_share=True),
    read_key_share=lambda x: x.select(x.t.c.id).with_for_update(read=True, key_share=True, of=x.t),
    order_limit=lambda x: x.select(x.t.c.id).order_by(x.t.c.id).limit(1).with_for_update(),
)
many(
    "page",
    fetch_ties=lambda x: x.select(x.t.c.id).order_by(x.t.c.id).fetch(5, with_ties=True),
    fetch_percent=lambda x: x.select(x.t.c.id).order_by(x.t.c.id).fetch(5, percent=True),
    fetch_both=lambda x: x.select(x.t.c.id).order_by(x.t.c.id).offset(2).fetch(5, with_ties=True, percent=True),
    fetch_offset=lambda x: x.select(x.t.c.id).order_by(x.t.c.id).fetch(5).offset(3),
    limit_function=lambda x: x.select(x.t.c.id).order_by(x.t.c.id).limit(x.literal(5) + 1).offset(x.func.foo()),
    limit_cast=lambda x: x.select(x.t.c.id).order_by(x.t.c.id).limit(x.cast("5", x.Integer)),
    slice=lambda x: x.select(x.t.c.id).order_by(x.t.c.id).slice(2, 5),
    slice_zero=lambda x: x.select(x.t.c.id).order_by(x.t.c.id).slice(0, 5),
    limit_none=lambda x: x.select(x.t.c.id).order_by(x.t.c.id).limit(5).limit(None).offset(None),
    limit_distinct=lambda x: x.select(x.t.c.name).distinct().order_by(x.t.c.name).limit(3),
    subquery=lambda x: (
        x.select(x.select(x.t.c.id).order_by(x.t.c.id).limit(3).subquery("s").c.id).order_by("id").offset(1).limit(2)
    ),
    union_limits=lambda x: x.union_all(x.select(x.t.c.id).order_by(x.t.c.id).limit(1), x.select(x.p.c.id).limit(2)),
    union_fetch=lambda x: x.union(x.select(x.t.c.id), x.select(x.p.c.id)).order_by("id").fetch(3),
    distinct_on=lambda x: x.select(x.t.c.id).distinct(x.t.c.name, x.t.c.o).order_by(x.t.c.name),
    distinct_plain=lambda x: x.select(x.t.c.id, x.t.c.name).distinct().where(x.t.c.id > 1),
    intersect_all=lambda x: x.intersect_all(x.select(x.t.c.id), x.select(x.p.c.id)),
    nested_parentheses=lambda x: x.union(x.select(x.t.c.id), x.except_(x.select(x.p.c.id), x.select(x.t.c.o))).order_by(
        "id"
    ),
    union_three=lambda x: x.union(x.select(x.t.c.id), x.select(x.p.c.id), x.select(x.t.c.o)),
    union_scalar=lambda x: x.select(x.t.c.id).where(x.t.c.id.in_(x.union(x.select(x.p.c.id), x.select(x.t.c.o)))),
    union_label=lambda x: x.union(x.select(x.t.c.id.label("q"), x.t.c.name), x.select(x.p.c.id, x.p.c.name)).order_by(
        "q", x.desc("name")
    ),
    only_columns=lambda x: x.select(x.t.c.id, x.p.c.id).with_only_columns(x.t.c.name),
    only_columns_froms=lambda x: x.select(x.t.c.id, x.p.c.id).with_only_columns(x.t.c.name, maintain_column_froms=True),
    reduce=lambda x: x.select(x.t, x.p).where(x.t.c.o == x.p.c.id).reduce_columns(),
    add_columns=lambda x: x.select(x.t.c.id).add_columns(x.p.c.id, (x.t.c.id + 1).label("n")),
    order_none=lambda x: x.select(x.t.c.id).order_by(x.t.c.id).order_by(None).group_by(x.t.c.id).group_by(None),
    order_label_desc=lambda x: (lambda q: x.select(q).order_by(q.desc().nulls_last(), x.asc("z")))(
        (x.t.c.id + 1).label("z")
    ),
    order_text=lambda x: x.select(x.t.c.id).order_by(x.text("id desc")).group_by(x.text("1")),
    having=lambda x: x.select(x.t.c.o).group_by(x.t.c.o).having(x.func.count() > 1).having(x.func.max(x.t.c.id) < 5),
    correlate=lambda x: x.select(x.t.c.id).where(
        x.t.c.id == x.select(x.p.c.id).where(x.p.c.id == x.t.c.o).correlate(x.t).scalar_subquery()
    ),
    correlate_none=lambda x: x.select(x.t.c.id).where(
        x.t.c.id == x.select(x.p.c.id).where(x.p.c.id == x.t.c.o).correlate(None).scalar_subquery()
    ),
    correlate_except=lambda x: x.select(x.t.c.id).where(
        x.t.c.id == x.select(x.p.c.id).where(x.p.c.id == x.t.c.o).correlate_except(x.p).scalar_subquery()
    ),
    exists_select=lambda x: x.exists(x.select(x.p.c.id)).select(),
    exists_columns=lambda x: x.select(x.t.c.id).where(x.exists(x.p.c.id).where(x.p.c.id == x.t.c.o).correlate(x.t)),
    exists_or=lambda x: x.select(x.t.c.id).where(x.exists(x.select(x.p.c.id)) | x.exists(x.select(x.p.c.name))),
    scalar_compared=lambda x: x.select(x.t.c.id).where(
        x.select(x.func.count(x.p.c.id)).where(x.p.c.id == x.t.c.o).scalar_subquery() > 2
    ),
    scalar_arithmetic=lambda x: x.select(
        x.select(x.func.max(x.p.c.id)).scalar_subquery() + 1, x.select(x.p.c.name).label("nm")
    ),
    text_bind=lambda x: x.text("SELECT * FROM t WHERE a = :a AND b::int = :b AND c = '\\:c'").bindparams(
        x.bindparam("a", 5), b=6
    ),
    text_columns=lambda x: x.text("SELECT id, name FROM t").columns(x.t.c.id, x.t.c.name),
    text_from=lambda x: (
        x.select(x.text("t.id")).select_from(x.text("t")).where(x.text("t.id > 5")).order_by(x.text("1"))
    ),
    literal_columns=lambda x: x.select(
        x.literal_column("a.b"), x.literal_column("c", x.Integer) + 1, x.literal_column("'x'").label("q")
    ),
    quoted_names=lambda x: x.select(
        x.column(x.quoted_name("abc", True)), x.column(x.quoted_name("Mixed", False)), x.column("Order")
    ),
    quoted_table=lambda x: (lambda q: x.select(q.c.a))(x.table(x.quoted_name("tab", True), x.column("a"))),
    quoted_label=lambda x: x.select(x.t.c.id.label(x.quoted_name("lab", True)), x.t.c.name.label("Sel ect")),
    duplicate_labels=lambda x: x.select(x.t.c.id.label("q"), x.p.c.id.label("q"), x.t.c.id, x.p.c.id.label("id")),
    label_none=lambda x: x.select(x.t.c.id.label(None), (x.t.c.id + 1).label(None)),
    style_none=lambda x: x.select(x.t.c.id, x.p.c.id).set_label_style(x.LABEL_STYLE_NONE),
    style_plus=lambda x: x.select(x.t.c.id, x.p.c.id, x.t.c.id + 1, x.func.max(x.t.c.id)).set_label_style(
        x.LABEL_STYLE_TABLENAME_PLUS_COL
    ),
    params=lambda x: (
        x.select(x.t.c.id).where(x.t.c.id == x.bindparam("q", 1), x.t.c.o == x.bindparam("z")).params(q=5, z=6)
    ),
    bind_unique=lambda x: x.select(x.t.c.id).where(
        x.t.c.id == x.bindparam("q", 1, unique=True), x.t.c.o == x.bindparam("q", 2, unique=True)
    ),
    bind_callable=lambda x: x.select(x.t.c.id).where(x.t.c.id == x.bindparam("q", callable_=lambda: 9)),
)

CASE = "a condition is no value here: CASE"
PATH = "a key is a value: it is written into the text when the statement is executed, so that its cached form serves any key"
LATERAL = "the server has no LATERAL: refused before the server does"
ROWS = "the server's VALUES takes no column names: rows are selected and united"
NAMED = "a server wants a name for VALUES in FROM: one is made"
LITERAL = "values are written into the text when the statement is executed, so that its cached form serves others"
STEM = "a value of a statement in WITH is named after its column"
NO_DML = "the server has no INSERT, UPDATE or DELETE in WITH: refused before the server does"
WITH = "WITH stands in a subquery here"
FILTER = "the server has no FILTER: the condition moves into the aggregate, or is refused"
ORDER = "parameters of one text that are positions anyhow have other names"
ON = "Oracle 19c has no booleans: the reference's text is refused by the server (ORA-00920)"
LOCK = "FOR UPDATE OF names columns: a table is named by its first; the reference's list is empty"
IS_TRUE = "the server has IS for NULL alone and refuses the reference's text: a CASE"
CUT = "the server takes no ORDER BY or limit of a part of a set operation: the part goes into FROM"
PERCENT = "the server has no FETCH .. PERCENT: refused before the server does"
ALL_ROWS = "the reference prints INTERSECT ALL, which the server does not have"
DISTINCT_ON = "DISTINCT ON is refused where it would silently become DISTINCT"
NO_ROWS = "the server has no row values: compared value by value, else refused"
NO_SHIFT = "shifts are of SQL Server 2022: refused before it"
NO_VALUES = "VALUES is no query there: rows are selected and united"
NO_NESTED = "the server has no WITH inside a query: refused before the server does"
FIVE = ("default", "sqlite", "postgresql", "mariadb", "oracle", "mssql")


def _for(reason: str, dialects: str, area: str, *cases: str) -> dict[tuple[str, str], str]:
    return {(f"{area}_{c}", d): reason for c in cases for d in (FIVE if dialects == "all" else dialects.split())}


#: (case, dialect) -> why our text differs.
CHOSEN_LANGUAGE: dict[tuple[str, str], str] = {
    **_for(CASE, "oracle mssql", "generic", "boolean_argument"),
    **_for(CASE, "oracle mssql", "operator", "concat_precedence", "in_compared"),
    **_for(CASE, "oracle mssql", "page", "exists_select"),
    **_for(IS_TRUE, "oracle mssql", "logic", "boolean_compared"),
    **_for(IS_TRUE, "oracle mssql", "operator", "is_expression"),
    **_for(CUT, "sqlite mssql", "page", "union_limits"),
    **_for(ALL_ROWS, "sqlite oracle mssql", "page", "intersect_all"),
    **_for(NO_ROWS, "mssql", "compare", "in_tuple"),
    **_for(NO_ROWS, "mssql", "generic", "tuple_type"),
    **_for(NO_ROWS, "oracle mssql", "generic", "tuple_compared"),
    **_for(NO_SHIFT, "mssql", "operator", "bitwise_all"),
    **_for(NO_VALUES, "oracle mssql", "table", "values_cte", "values_scalar", "values_in"),
    **_for(NO_NESTED, "mssql", "with", "nested", "nest_here"),
    **_for(PERCENT, "sqlite postgresql mariadb", "page", "fetch_percent", "fetch_both"),
    **_for(
        FILTER,
        "mariadb oracle mssql",
        "window",
        "filter_over",
        "filter_two",
        "filter_again",
        "funcfilter",
        "filter_arithmetic",
        "within_group_filter",
    ),
    **_for(
        PATH,
        "oracle",
        "json",
        "key",
        "index",
        "path",
        "chain",
        "as_string",
        "as_integer",
        "as_float",
        "as_boolean",
        "as_numeric",
        "as_json",
        "path_as_string",
        "path_as_integer",
        "index_as_string",
        "compare",
        "compare_integer",
        "compare_json",
        "is_null",
        "cast",
        "label",
        "order",
        "type_coerce",
    ),
    **_for("standard-like text for reading: the slice is shown", "default", "array", "slice"),
    **_for(
        "the reference turns the comparison round and puts ANY on the left, where no server reads it",
        "mssql",
        "array",
        "any",
        "any_method",
    ),
    **_for("the reference's text is a | (b - a) & b, which is no exclusive or", "sqlite", "operator", "bitwise_all"),
    **_for("Oracle has it as CAST .. DEFAULT NULL ON CONVERSION ERROR", "oracle", "operator", "try_cast"),
    **_for(ON, "oracle", "operator", "bools"),
    **_for(ON, "oracle", "table", "valued_joins", "lateral_function", "lateral"),
    **_for(
        LATERAL,
        "sqlite mariadb mssql",
        "table",
        "lateral_function",
        "lateral",
        "lateral_anonymous",
        "lateral_table",
        "values_lateral",
    ),
    **_for(ROWS, "sqlite mariadb oracle", "table", "values_named", "values_expressions", "values_alias"),
    **_for(ROWS, "oracle", "table", "values_lateral"),
    **_for(NAMED, "all", "table", "values_anonymous"),
    **_for(LITERAL, "all", "table", "values_literal"),
    **_for("MariaDB has no FULL JOIN: refused before the server does", "mariadb", "table", "join_full"),
    **_for(STEM, "default postgresql", "with", "add", "insert", "update"),
    **_for(NO_DML, "sqlite mariadb oracle mssql", "with", "add", "insert", "update", "delete", "delete_insert"),
    **_for(WITH, "mariadb oracle", "with", "on_delete", "on_update_from"),
    **_for(
        "WITH on an INSERT of values is refused where the reference leaves it out",
        "mariadb oracle",
        "with",
        "insert_add",
    ),
    **_for(LOCK, "oracle", "lock", "of", "of_alias", "read_key_share"),
    **_for(ORDER, "sqlite", "page", "subquery", "union_limits"),
    **_for(DISTINCT_ON, "sqlite mariadb oracle mssql", "page", "distinct_on"),
    **_for("standard-like text for reading: DISTINCT ON is shown", "default", "page", "distinct_on"),
    **_for(
        "the server has no NULLS FIRST/LAST: a CASE where the default is the other end",
        "mariadb mssql",
        "page",
        "order_label_desc",
    ),
}

#: What the server refuses from the reference, and takes from us: (case, backend) -> what we write instead.
CHOSEN_RESULTS: dict[tuple[str, str], str] = {
    **_for(
        ROWS,
        "sqlite mariadb",
        "table",
        "values_named",
        "values_anonymous",
        "values_literal",
        "values_expressions",
        "values_alias",
    ),
    **_for(NAMED, "postgresql", "table", "values_anonymous"),
    **_for(FILTER, "mariadb", "window", "filter_over", "filter_two", "filter_again", "funcfilter", "filter_arithmetic"),
    **_for("REGEXP is there without a flag too", "sqlite", "operator", "regexp_column"),
    **_for("FLOOR is there", "sqlite", "operator", "floordiv"),
    **_for(CUT, "sqlite", "page", "union_limits"),
    **_for("CASE in place of NULLS LAST", "mariadb", "page", "order_label_desc"),
}
#: Cases whose outcome says nothing of us.
NOT_COMPARED = {
    "operator_date": "the reference fails on the values that the servers give",
    "operator_bitwise_all": "the reference's text is no exclusive or",
    "page_distinct_on": "the reference reads DISTINCT ON as DISTINCT",
    "table_hint": "its index is not there",
    "with_insert": "a generated key goes on",
    "with_add": "a generated key goes on",
    "with_delete_insert": "a generated key goes on",
    "with_insert_add": "the reference leaves WITH out",
    "table_sample": "rows are chosen by chance",
    "table_sample_named": "rows are chosen by chance",
    "window_lag": "rows of one time have no order",
}
