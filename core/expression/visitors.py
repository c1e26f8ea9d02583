"""Walk, compare and rewrite expressions and statements, as the ecosystem's ``visitors`` functions do.

Nodes are immutable: where the ecosystem's visitors change a clone in place, ours return what is to stand there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping, Sequence
from typing import Any, ClassVar, NamedTuple

from ..node import Node

Visitor = Callable[[Any], Any]


def iterate(obj: Any, opts: Mapping[str, Any] | None = None) -> Iterator[Any]:
    """Yield ``obj`` and everything below it, breadth first within a node; each shared part once."""
    stack = [obj]
    seen: set[int] = set()
    while stack:
        node = stack.pop(0)
        if id(node) in seen:
            continue
        seen.add(id(node))
        yield node
        stack[:0] = list(node.get_children())


def traverse_using(iterator: Iterable[Any], obj: Any, visitors: Mapping[str, Visitor]) -> Any:
    """Call ``visitors[node.__visit_name__]`` for each node of ``iterator``; return ``obj``."""
    for node in iterator:
        visit = visitors.get(node.__visit_name__)
        if visit is not None:
            visit(node)
    return obj


def traverse(obj: Any, opts: Mapping[str, Any] | None, visitors: Mapping[str, Visitor]) -> Any:
    """Call ``visitors[node.__visit_name__]`` for ``obj`` and each node below it; return ``obj``."""
    return traverse_using(iterate(obj, opts), obj, visitors)


def cloned_traverse(obj: Any, opts: Mapping[str, Any] | None, visitors: Mapping[str, Visitor]) -> Any:
    """Return a copy of ``obj`` in which each visited node stands as its visitor returned it.

    A visitor that returns None leaves its node. ``opts["stop_on"]`` is nodes that are not entered.
    """
    stop = {id(n) for n in (opts or {}).get("stop_on", ())}
    memo: dict[int, Any] = {}

    def copy(node: Any) -> Any:
        if id(node) in stop:
            return node
        done = memo.get(id(node))
        if done is not None:
            return done
        new = node._rebuild(copy)
        visit = visitors.get(node.__visit_name__)
        answer = visit(new) if visit is not None else None
        new = new if answer is None else answer
        memo[id(node)] = new
        return new

    return copy(obj)


def replacement_traverse(
    obj: Any, opts: Mapping[str, Any] | None, replace: Callable[[Any], Any], *, target: Any = None
) -> Any:
    """Return ``obj`` with ``replace(node)`` in place of each node for which it answers; what it gave is not entered."""
    stop = {id(n) for n in (opts or {}).get("stop_on", ())}
    return obj.swap(lambda node: node if id(node) in stop else replace(node))


def compare(left: Any, right: Any) -> bool:
    """Answer whether two elements say the same: shape and values; sides of ``=``, ``+`` or AND in any order."""
    if type(left) is not type(right):
        return False
    if _same(left, right):
        return True
    operator = getattr(left, "operator", None)
    if operator is None or operator is not right.operator:
        return False
    if hasattr(left, "right"):
        commutes = operator.associative and operator.name not in _ORDERED
        if compare(left.left, right.left) and compare(left.right, right.right):
            return bool(left.modifiers == right.modifiers)
        return commutes and compare(left.left, right.right) and compare(left.right, right.left)
    if hasattr(left, "clauses"):
        if operator.name in _ORDERED:
            return len(left.clauses) == len(right.clauses) and all(map(compare, left.clauses, right.clauses))
        rest = list(right.clauses)
        for clause in left.clauses:
            found = next((i for i, other in enumerate(rest) if compare(clause, other)), None)
            if found is None:
                return False
            del rest[found]
        return not rest
    return hasattr(left, "element") and compare(left.element, right.element)


class CacheKey(NamedTuple):
    """The shape of a statement, by which its compiled form is found, and the parameters that carry its values."""

    key: tuple[Any, ...]
    bindparams: Sequence[Any]
    params: Mapping[str, Any]

    @classmethod
    def of(cls, element: Any) -> CacheKey:
        """Return the key of ``element``: equal for statements that differ in values only."""
        key, nodes = element.structure()
        return cls(key, nodes, {n.name or f"param_{i}": n.value for i, n in enumerate(nodes, 1) if hasattr(n, "name")})

    def to_offline_string(self, statement_cache: MutableMapping[Any, str], statement: Any, parameters: Any) -> str:
        """Return a text that stands for the statement with ``parameters`` in a log, its SQL kept in the mapping."""
        sql = statement_cache.get(self.key)
        if sql is None:
            sql = statement_cache[self.key] = str(statement)
        return repr((sql, tuple(sorted((parameters or {}).items()))))


class ClauseVisitor:
    """Base of visitors as classes: a method ``visit_<name>`` is called for each node of that ``__visit_name__``."""

    __traverse_options__: ClassVar[dict[str, Any]] = {}
    _next: ClassVar[ClauseVisitor | None] = None

    def traverse_single(self, obj: Any, **kw: Any) -> Any:
        """Visit one node with the first visitor of the chain that knows it."""
        for visitor in self.visitor_iterator:
            visit = getattr(visitor, f"visit_{obj.__visit_name__}", None)
            if visit is not None:
                return visit(obj, **kw)
        return None

    def iterate(self, obj: Any) -> Iterator[Any]:
        """Yield ``obj`` and everything below it."""
        return iterate(obj, self.__traverse_options__) if obj is not None else iter(())

    def traverse(self, obj: Any) -> Any:
        """Visit ``obj`` and everything below it; return ``obj``."""
        for node in self.iterate(obj):
            self.traverse_single(node)
        return obj

    @property
    def visitor_iterator(self) -> Iterator[ClauseVisitor]:
        """This visitor and those chained to it."""
        visitor: ClauseVisitor | None = self
        while visitor is not None:
            yield visitor
            visitor = visitor._next

    def chain(self, visitor: ClauseVisitor) -> ClauseVisitor:
        """Put ``visitor`` at the end of the chain; return this one."""
        *_, last = self.visitor_iterator
        last._next = visitor  # type: ignore[misc]  # an instance's own
        return self


ExternalTraversal = ClauseVisitor


class CloningExternalTraversal(ClauseVisitor):
    """A visitor whose methods return what is to stand in place of the node, or None to leave it."""

    def traverse(self, obj: Any) -> Any:
        """Return ``obj`` rebuilt with what the visitors returned."""
        if obj is None:
            return None
        names = {n.__visit_name__ for n in iterate(obj)}
        return cloned_traverse(obj, self.__traverse_options__, dict.fromkeys(names, self.traverse_single))

    def copy_and_process(self, list_: Iterable[Any]) -> list[Any]:
        """Return :meth:`traverse` of each element."""
        return [self.traverse(x) for x in list_]


class ReplacingExternalTraversal(CloningExternalTraversal):
    """A visitor whose ``replace(node)`` returns what is to stand in place of the node, or None to enter it."""

    def replace(self, elem: Any) -> Any:
        """Return the replacement of ``elem``, None to leave it."""
        raise NotImplementedError(f"{type(self).__name__} must define replace(elem)")

    def traverse(self, obj: Any) -> Any:
        """Return ``obj`` with the replacements."""

        def replace(node: Any) -> Any:
            for visitor in self.visitor_iterator:
                answer = visitor.replace(node) if isinstance(visitor, ReplacingExternalTraversal) else None
                if answer is not None:
                    return answer
            return None

        return replacement_traverse(obj, self.__traverse_options__, replace)


CloningVisitor = CloningExternalTraversal
ReplacingCloningVisitor = ReplacingExternalTraversal
Visitable = Node


def _same(left: Any, right: Any) -> bool:
    key, values = left.structure()
    other_key, other_values = right.structure()
    return bool(key == other_key) and all(_value(a) == _value(b) for a, b in zip(values, other_values, strict=True))


def _value(node: Any) -> Any:
    return tuple(getattr(node, f.name) for f in node._fields if f.kind == "value")


#: Associative, and yet the order of the sides matters.
_ORDERED = frozenset({"concat_op"})
