"""What a relationship attribute offers in expressions: any(), has(), contains(), equality, of_type(), and_()."""

from __future__ import annotations

from typing import Any

from ...core.exc import ArgumentError, InvalidRequestError
from ...core.expression.elements import BindParameter, not_, or_, predicate
from ...core.expression.select import Select
from ...core.expression.selectable import Alias, Entity, FromClause
from ...core.expression.text import literal_column
from ...core.node import child, children, plain
from ..exc import UnmappedInstanceError
from ..state import instance_state
from .joins import columns_of, conditions, keep, link_alias, replace_columns, together


class RelationshipTarget(FromClause, sparse=True):
    """A relationship as the target or the ON of a join; the ORM plugin turns it into FROM elements."""

    prop: Any = plain()
    parent: Any = child()
    to: Any = child(default=None)
    criteria: tuple[Any, ...] = children(default=())
    _plugin = "orm"

    @property
    def entity(self) -> Any:
        """The surface entity that is joined."""
        return self.to if self.to is not None else self.prop.mapper.__clause_element__()

    @property
    def c(self) -> Any:
        return self.entity.c

    def attribute(self, key: str) -> Any:
        """Return an attribute of the joined entity, for ``filter_by()``."""
        return entity_attribute(self.entity, key)


class RelationshipComparator:
    """Build SQL from ``Class.relationship``; `parent` is the mapper or the alias it was taken from."""

    __slots__ = ("criteria", "parent", "prop", "to")

    def __init__(self, prop: Any, parent: Any, to: Any = None, criteria: tuple[Any, ...] = ()) -> None:
        self.prop, self.parent, self.to, self.criteria = prop, parent, to, criteria

    @property
    def key(self) -> str:
        """Name of the attribute."""
        return self.prop.key  # type: ignore[no-any-return]

    @property
    def mapper(self) -> Any:
        """Mapper of the related class."""
        return self.prop.mapper

    @property
    def entity(self) -> Any:
        """Surface entity of the related class, or of the alias given to ``of_type()``."""
        return self.to if self.to is not None else self.prop.mapper.__clause_element__()

    @property
    def class_(self) -> Any:
        """The class that has the attribute."""
        return surface(self.parent).mapper.class_

    def __join_element__(self) -> RelationshipTarget:
        fields: dict[str, Any] = {"prop": self.prop, "parent": surface(self.parent)}
        if self.to is not None:
            fields["to"] = self.to
        if self.criteria:
            fields["criteria"] = self.criteria
        return RelationshipTarget(**fields)

    def __clause_element__(self) -> Any:
        """Return the join condition: what the relationship is when it stands as an expression."""
        side = columns_of(surface(self.parent))
        return together(*conditions(self.prop, side, columns_of(self.entity)))

    def of_type(self, entity: Any) -> RelationshipComparator:
        """Go to a subclass or an alias of the related class."""
        return RelationshipComparator(self.prop, self.parent, surface(entity), self.criteria)

    def and_(self, *criteria: Any) -> RelationshipComparator:
        """Add conditions to the ON clause, or to what a loader loads."""
        return RelationshipComparator(
            self.prop, self.parent, self.to, (*self.criteria, *(predicate(c) for c in criteria))
        )

    def any(self, criterion: Any = None, **kwargs: Any) -> Any:
        """Return EXISTS over the members of a collection."""
        if not self.prop.uselist:
            raise InvalidRequestError("'any()' not implemented for scalar attributes. Use has().")
        return self._exists(criterion, kwargs)

    def has(self, criterion: Any = None, **kwargs: Any) -> Any:
        """Return EXISTS over the related row of a scalar relationship."""
        if self.prop.uselist:
            raise InvalidRequestError("'has()' not implemented for collections. Use any().")
        return self._exists(criterion, kwargs)

    def contains(self, other: Any, **_: Any) -> Any:
        """Return the condition that `other` is a member of the collection."""
        if not self.prop.uselist:
            raise InvalidRequestError("'contains' not implemented for scalar attributes. Use ==")
        return self._compare(other)

    def __eq__(self, other: Any) -> Any:
        if other is None or _is_null(other):
            return not_(self._exists(None, {})) if self._far_key else self._near_null(True)
        if self.prop.uselist:
            raise InvalidRequestError(_COLLECTION)
        return self._compare(other)

    def __ne__(self, other: Any) -> Any:
        if other is None or _is_null(other):
            return self._exists(None, {}) if self._far_key else self._near_null(False)
        if self.prop.uselist:
            raise InvalidRequestError(_COLLECTION)
        if self._far_key:
            return not_(self._compare(other))
        side = columns_of(surface(self.parent))
        parts = []
        for local, remote in self.prop.local_remote_pairs:
            column = side(local)
            parts.append(or_(column != object_bind(self.prop.mapper, other, remote, column.key), column.is_(None)))
        return together(*parts)

    __hash__ = object.__hash__

    def is_(self, other: Any) -> Any:
        """Compare with None: the relationship is empty."""
        return self == _only_none(other, "is_")

    def is_not(self, other: Any) -> Any:
        """Compare with None: the relationship is not empty."""
        return self != _only_none(other, "is_not")

    isnot = is_not

    def in_(self, other: Any) -> Any:
        """Refuse: a relationship is no column."""
        raise NotImplementedError(
            f"in_() not yet supported for relationships. For {self}, use in_() against the foreign key columns"
        )

    def __getattr__(self, key: str) -> Any:
        if key.startswith("_"):
            raise AttributeError(key)
        raise AttributeError(
            f"Neither 'InstrumentedAttribute' object nor 'Comparator' object associated with {self} has an attribute "
            f"{key!r}"
        )

    def __str__(self) -> str:
        return f"{self.class_.__name__}.{self.key}"

    # helpers

    @property
    def _far_key(self) -> bool:
        """Whether the foreign key is far: the near row alone cannot tell if there is a related one."""
        return bool(self.prop.direction.name != "MANYTOONE")

    def _near_null(self, empty: bool) -> Any:
        side = columns_of(surface(self.parent))
        columns = [side(local) for local, _ in self.prop.local_remote_pairs]
        return together(*(c.is_(None) if empty else c.is_not(None) for c in columns))

    def _exists(self, criterion: Any, kwargs: dict[str, Any]) -> Any:
        target, parent = self.entity, surface(self.parent)
        adapted = self.to is None and target.selectable in (parent.mapper.local_table, parent.selectable)
        if adapted:
            target = Entity(mapper=self.prop.mapper, selectable=Alias(target.selectable, None))
        there = columns_of(target)
        link = self.prop.secondary
        if link is not None and adapted:
            link = Alias(link, None)
        between = keep if link is None else columns_of(link)
        primary, secondary = conditions(self.prop, columns_of(parent), there, between)
        extra = [*self.criteria, *((predicate(criterion),) if criterion is not None else ())]
        extra += [entity_attribute(self.entity, k) == v for k, v in kwargs.items()]
        if adapted:
            extra = [replace_columns(e, there) for e in extra]
        froms = [target.selectable] if link is None else [target.selectable, link]
        inner = Select(columns_clause=(literal_column("1"),)).select_from(*froms)
        more = extra if secondary is None else [secondary, *extra]
        return inner.where(primary, *more).correlate_except(*froms).exists()

    def _compare(self, other: Any) -> Any:
        link = link_alias(self.prop)
        near = columns_of(surface(self.parent))
        _check_kind(self.prop, other)

        def far(column: Any) -> Any:
            return object_bind(self.prop.mapper, other, column)

        return together(*conditions(self.prop, near, far, columns_of(link) if link is not None else keep))

    @property
    def property(self) -> Any:
        """The relationship."""
        return self.prop


def surface(entity: Any) -> Any:
    """Return the surface entity node of a mapped class, a mapper, an alias or a node."""
    if isinstance(entity, Entity):
        return entity
    if isinstance(entity, type):
        entity = getattr(entity, "__mapper__", entity)
    clause = getattr(entity, "__clause_element__", None)
    found = clause() if clause is not None and not isinstance(entity, type) else None
    if not isinstance(found, Entity):
        raise ArgumentError(f"a mapped class or an alias of one is expected, got {entity!r}")
    return found


def entity_attribute(entity: Any, key: str) -> Any:
    """Return the column or relationship `key` of a surface entity."""
    prop = entity.mapper.props.get(key)
    if prop is None:
        found = getattr(entity.mapper.class_, key, None)
        if found is None:
            table = entity.mapper.local_table.name
            raise InvalidRequestError(f'Entity namespace for "{table}" has no property "{key}"')
        return found
    if key in entity.mapper.relationships:
        return RelationshipComparator(prop, entity)
    column = prop.columns[0]
    return columns_of(entity)(column)


def object_bind(mapper: Any, obj: Any, column: Any, name: str | None = None) -> BindParameter:
    """Return a bind that has the value of `column` in `obj`, read at execution if it is not known yet."""
    key = mapper.attr_for_column[column]
    value = obj.__dict__.get(key)
    if value is None and instance_state(obj).key is not None:
        value = getattr(obj, key)  # expired: now, while it is clear which object cannot be loaded
    if value is not None:
        return BindParameter(name, column.type, value)
    return BindParameter(name, column.type, None, deferred=True, callable_=lambda: getattr(obj, key))


def with_parent(instance: Any, prop: Any, from_entity: Any = None) -> Any:
    """Return the condition that rows are related to `instance` by relationship `prop`."""
    relationship = prop.property
    mapper = instance_state(instance).mapper
    to = getattr(prop, "to", None)
    far = columns_of(to) if to is not None else keep

    def near(column: Any) -> Any:
        return object_bind(mapper, instance, column)

    return together(*conditions(relationship, near, far))


def _check_kind(prop: Any, other: Any) -> None:
    if getattr(type(other), "__mapper__", None) is None:
        raise ArgumentError(
            f"Mapped instance expected for relationship comparison to object. Classes, queries and other SQL elements "
            f"are not accepted in this context; got {other!r}"
        ) from UnmappedInstanceError(other)


def _is_null(other: Any) -> bool:
    return type(other).__name__ == "Null"


def _only_none(other: Any, name: str) -> Any:
    if other is not None and not _is_null(other):
        raise ArgumentError(f"{name}() of a relationship compares with None; use == for an object")
    return None


_COLLECTION = "Can't compare a collection to an object or collection; use contains() to test for membership."
