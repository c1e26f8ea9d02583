"""Execute a SELECT of entities: compile it with its plan, load the rows, run the statements that complete them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from ...core.engine.result import ChunkedIteratorResult, IteratorResult, Result
from ...core.engine.row import ResultMeta
from ...core.exc import InvalidRequestError
from ...core.expression.elements import BindParameter
from ...core.expression.select import Select
from ..exc import ObjectDeletedError
from ..keys import parts
from ..state import STATE, InstanceState
from . import strategies
from .options import Load
from .plan import EntityPlan, LoadPlan
from .rows import fill, load_rows, loader_for, overwrite

UNIQUE_NEEDED = (
    "The unique() method must be invoked on this Result, as it contains results that include joined eager loads "
    "against collections"
)


class LoadContext:
    """What one execution of a load shares: the session, the options with their values, the companions."""

    __slots__ = ("bind_arguments", "chain", "only_new", "options", "over", "peers", "posts", "session")

    def __init__(
        self, session: Any, options: tuple[Any, ...], over: str = "keep", peers: list[Any] | None = None,
        chain: tuple[Any, ...] = (), only_new: bool = False,
    ) -> None:  # fmt: skip
        #: What execute() was told about its bind: further statements go there too.
        self.bind_arguments: Any = None
        #: Whether further statements complete new objects only, not those that the session had.
        self.only_new = only_new
        self.session, self.options, self.over, self.peers, self.chain = session, options, over, peers, chain
        self.posts: list[tuple[EntityPlan, list[Any]]] = []

    def path(self, plan: EntityPlan) -> Any:
        """Return what an object remembers of its query: the options with its root, and the way from there."""
        if not plan.options:
            return None
        return tuple([self.options[n] for n in plan.options]), plan.path

    def after(self, plan: EntityPlan, objects: list[Any]) -> None:
        """Take note that further statements have to complete `objects`."""
        self.posts.append((plan, objects))

    def loaded(self, hooks: tuple[Any, ...], obj: Any) -> None:
        """Tell listeners that an object was made from a row."""
        for hook in hooks:
            hook(obj, self)

    def finish(self) -> None:
        """Run the statements that complete what was loaded."""
        while self.posts:
            posts, self.posts = self.posts, []
            for plan, objects in posts:
                for prop, strategy, choice, default in plan.after:
                    if default and prop.mapper in self.chain:
                        continue  # a default that leads back to where it came from ends here
                    options, path = self.path(plan) or ((), ())
                    if choice.criteria:
                        # the plan has the values of the statement that was compiled first
                        choice = strategies.wanted_at(options, path, plan.entity).relationships[prop.key]
                    strategies.complete(self, load_entities, prop, strategy, choice, objects, options, path)


def execute_select(
    session: Any, statement: Any, params: Any = None, execution_options: Any = None, bind_arguments: Any = None
) -> Result[Any]:
    """Execute a SELECT of entities."""
    options = statement.execution_options_
    if execution_options:
        options = {**options, **execution_options} if options else execution_options
    if options is None:
        over, chunk, stream, autoflush = "keep", None, False, True
    else:
        over = "all" if options.get("populate_existing") else "keep"
        chunk, stream = options.get("yield_per"), options.get("stream_results")
        autoflush = options.get("autoflush", True)
    if autoflush:
        session._autoflush()
    connection = session._connection_for(_first_mapper(statement), bind_arguments, statement)
    if chunk and options is not None:
        options = {**options, "stream_results": True}
    result = run(connection, statement, params, options)
    compiled = result.compiled
    plan: LoadPlan | None = compiled.extras.get("orm")
    if plan is None:
        return result.cursor_result  # type: ignore[no-any-return]
    meta = result_meta(plan)
    peers: list[Any] | None = [] if _wants_peers(session, plan, statement) else None
    ctx = LoadContext(session, statement.loader_options, over, peers)
    ctx.bind_arguments = bind_arguments
    load = loader_for(plan, len(compiled.columns), result.processors, over, peers is not None)
    single = len(plan.items) == 1 and not plan.items[0].items
    if chunk or stream:
        if plan.must_be_unique and chunk:
            raise InvalidRequestError(
                "Can't use yield_per with eager loaders that require uniquing or row buffering, e.g. joinedload() "
                "against collections or subqueryload(). Consider the selectinload() strategy for better flexibility "
                "in loading objects."
            )

        def chunks(size: int | None) -> Iterator[Sequence[Any]]:
            for rows in result.partitions(size or chunk or 1000):
                if peers is not None:
                    ctx.peers = []
                made = load_rows(load, rows, ctx)
                ctx.finish()
                yield made

        made: Any = ChunkedIteratorResult(meta, chunks, single, result.cursor_result, False)
        if chunk:
            made.yield_per(chunk)
    else:
        values = load_rows(load, result.rows(), ctx)
        if ctx.posts:
            ctx.finish()
        made = IteratorResult(meta, None, scalars=values) if single else IteratorResult(meta, values)
    if plan.must_be_unique:
        made._must_be_unique = UNIQUE_NEEDED
    return made  # type: ignore[no-any-return]


class Run:
    """One executed statement: its compiled form and its raw rows."""

    __slots__ = ("compiled", "cursor_result", "processors")

    def __init__(self, cursor_result: Any) -> None:
        self.cursor_result = cursor_result
        self.compiled = cursor_result._plan.compiled
        self.processors = cursor_result._plan.processors

    def rows(self) -> Sequence[tuple[Any, ...]]:
        """Return all raw rows."""
        return self.cursor_result.raw_rows()  # type: ignore[no-any-return]

    def partitions(self, size: int) -> Iterator[Sequence[tuple[Any, ...]]]:
        """Yield lists of raw rows."""
        yield from self.cursor_result.raw_iter(size)


def run(connection: Any, statement: Any, params: Any, options: Any = None) -> Run:
    """Compile and execute on a connection; rows stay raw."""
    return Run(connection._execute_clause(statement, params, options))


def load_entities(
    session: Any, statement: Any, params: Any = None, *, over: str = "keep", chain: tuple[Any, ...] = (),
    only_new: bool = False, bind_arguments: Any = None,
) -> list[Any]:  # fmt: skip
    """Return the loaded items of a statement as a plain list: the loaders' own way in."""
    result = run(session._connection_for(_first_mapper(statement), bind_arguments, statement), statement, params)
    plan: LoadPlan = result.compiled.extras["orm"]
    peers: list[Any] | None = [] if _wants_peers(session, plan, statement) else None
    ctx = LoadContext(session, statement.loader_options, over, peers, chain, only_new)
    ctx.bind_arguments = bind_arguments
    load = loader_for(plan, len(result.compiled.columns), result.processors, over, ctx.peers is not None)
    values = load_rows(load, result.rows(), ctx)
    if ctx.posts:
        ctx.finish()
    return values


def load_by_identity(
    session: Any, mapper: Any, pk: Any, *, options: Sequence[Any] = (), populate_existing: bool = False,
    with_for_update: Any = None, execution_options: Any = None,
) -> Any:  # fmt: skip
    """Return the object with the plain primary key `pk` from the database, or None."""
    statement, names = _by_key(mapper)
    if options:
        statement = statement.options(*options)
    if with_for_update:
        statement = statement.with_for_update(**({} if with_for_update is True else dict(with_for_update)))
    values = pk if len(names) > 1 else (pk,)
    over = "all" if populate_existing else "keep"
    found = load_entities(session, statement, dict(zip(names, values, strict=True)), over=over)
    return found[0] if found else None


def refresh(session: Any, state: InstanceState, attribute_names: Any = None, with_for_update: Any = None) -> None:
    """Load the attributes of an object again, all or those named; raises `ObjectDeletedError` when the row is gone."""
    if attribute_names is None:
        reload(session, state, None, with_for_update)
        return
    relationships = state.mapper.relationships
    reload(session, state, [n for n in attribute_names if n not in relationships], with_for_update)
    obj = state()
    for name in attribute_names:
        if name in relationships:
            obj.__dict__.pop(name, None)
            getattr(obj, name)


def reload(
    session: Any, state: InstanceState, columns: Sequence[str] | None = None, with_for_update: Any = None
) -> None:
    """Load column attributes of an object again."""
    mapper = state.mapper
    statement, names = _by_key(mapper, tuple(columns) if columns is not None else None)
    if with_for_update:
        statement = statement.with_for_update(**({} if with_for_update is True else dict(with_for_update)))
    parameters = dict(zip(names, state.key if len(names) > 1 else (state.key,), strict=True))
    if columns is None:
        if state.load_path is not None:
            statement = statement.options(*strategies.remaining(state, None))
        found: list[Any] = load_entities(session, statement, parameters, over="root")
    else:
        found = _read(session, statement, parameters)
        if found:
            _put(state, columns, found[0])
    if not found:
        raise ObjectDeletedError(state)


def load_columns(session: Any, mapper: Any, objects: Sequence[Any], names: Sequence[str]) -> None:
    """Load column attributes of many objects of one class that lack them."""
    by_key = {obj.__dict__[STATE].key: obj.__dict__[STATE] for obj in objects}
    width = len(mapper.primary_key)
    columns = [mapper.column_props[name].columns[0] for name in names]
    statement = Select(columns_clause=(*mapper.primary_key, *columns), from_clauses=(mapper.entity,), plugin="orm")
    connection = session._connection_for(mapper)
    for _, among in parts(connection.dialect, mapper.primary_key, list(by_key)):
        made = run(connection, statement.where(among), None)
        for raw in made.rows():
            row = [v if p is None else p(v) for v, p in zip(raw, made.processors, strict=True)]
            state = by_key.get(row[0] if width == 1 else tuple(row[:width]))
            if state is not None:
                fill(state, dict(zip(names, row[width:], strict=True)))


def _read(session: Any, statement: Any, parameters: dict[str, Any]) -> list[tuple[Any, ...]]:
    made = run(session._connection_for(_first_mapper(statement), None, statement), statement, parameters)
    rows = made.rows()
    if not rows:
        return []
    return [tuple(v if p is None else p(v) for v, p in zip(rows[0], made.processors, strict=True))]


def _put(state: InstanceState, columns: Sequence[str], row: tuple[Any, ...]) -> None:
    overwrite(state, dict(zip(columns, row, strict=False)))


def _by_key(mapper: Any, columns: tuple[str, ...] | None = None) -> tuple[Any, tuple[str, ...]]:
    """Return ``SELECT ... WHERE key = :pk_1`` of a mapper, kept with it, and its parameters' names."""
    memo = mapper.memo
    found = memo.get(("by key", columns))
    if found is None:
        names = tuple(f"pk_{n}" for n in range(1, len(mapper.primary_key) + 1))
        where = tuple(
            column == BindParameter(name, column.type, None, False, required=True)
            for column, name in zip(mapper.primary_key, names, strict=True)
        )
        if columns is None:
            statement = Select(columns_clause=(mapper.entity,), plugin="orm")
        else:
            exprs = tuple(mapper.column_props[key].columns[0] for key in columns) or tuple(mapper.primary_key)
            statement = Select(columns_clause=exprs, from_clauses=(mapper.entity,), plugin="orm")
        found = memo["by key", columns] = statement.where(*where), names
    return found  # type: ignore[no-any-return]


def result_meta(plan: LoadPlan) -> ResultMeta:
    """Return the names of a plan's items; entities are compared by identity."""
    if plan.meta is not None:
        return plan.meta  # type: ignore[no-any-return]
    filters = [id if item.entity is not None else None for item in plan.items]
    plan.meta = ResultMeta([i.name for i in plan.items], [i.objects for i in plan.items], filters)
    return plan.meta  # type: ignore[no-any-return]


def _first_mapper(statement: Any) -> Any:
    for item in statement.columns_clause if isinstance(statement, Select) else ():
        mapper = getattr(item, "mapper", None)
        if mapper is not None:
            return mapper
    return None


def _wants_peers(session: Any, plan: LoadPlan, statement: Any) -> bool:
    """Answer whether objects must know who was loaded with them."""
    if getattr(session, "fetch", None) == "peers":
        return True
    if plan.wants_peers is None:
        plan.wants_peers = any(
            prop.lazy == "peers" for entity in plan.entities() for prop in entity.mapper.relationships.values()
        ) or any(
            step.strategy == "peers"
            for option in statement.loader_options if isinstance(option, Load)
            for path in option.paths() for step in path.steps
        )  # fmt: skip
    return plan.wants_peers
