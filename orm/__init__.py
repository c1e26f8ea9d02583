"""Mapping of classes to tables, sessions, and statements about objects.

Everything is found where it lives when it is first asked for.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .attributes import (
        InstrumentedAttribute as InstrumentedAttribute,
        Mapped as Mapped,
        QueryableAttribute as QueryableAttribute,
    )
    from .cascade import CascadeOptions as CascadeOptions
    from .collections import (
        InstrumentedDict as InstrumentedDict,
        InstrumentedList as InstrumentedList,
        InstrumentedSet as InstrumentedSet,
        KeyFuncDict as KeyFuncDict,
        MappedCollection as MappedCollection,
        attribute_keyed_dict as attribute_keyed_dict,
        attribute_mapped_collection as attribute_mapped_collection,
        collection_adapter as collection_adapter,
        column_keyed_dict as column_keyed_dict,
        column_mapped_collection as column_mapped_collection,
        keyfunc_mapping as keyfunc_mapping,
        mapped_collection as mapped_collection,
    )
    from .declarative import (
        DeclarativeBase as DeclarativeBase,
        DeclarativeBaseNoMeta as DeclarativeBaseNoMeta,
        DeclarativeMeta as DeclarativeMeta,
        MappedAsDataclass as MappedAsDataclass,
        as_declarative as as_declarative,
        declarative_base as declarative_base,
        declarative_mixin as declarative_mixin,
        has_inherited_table as has_inherited_table,
        mapped_as_dataclass as mapped_as_dataclass,
        synonym_for as synonym_for,
    )
    from .events import (
        AttributeEvents as AttributeEvents,
        InstanceEvents as InstanceEvents,
        MapperEvents as MapperEvents,
        SessionEvents as SessionEvents,
    )
    from .identity import IdentityMap as IdentityMap
    from .joins import (
        MANYTOMANY as MANYTOMANY,
        MANYTOONE as MANYTOONE,
        ONETOMANY as ONETOMANY,
        RelationshipDirection as RelationshipDirection,
        foreign as foreign,
        remote as remote,
    )
    from .load.options import (
        Load as Load,
        contains_eager as contains_eager,
        defaultload as defaultload,
        defer as defer,
        immediateload as immediateload,
        joinedload as joinedload,
        lazyload as lazyload,
        load_only as load_only,
        noload as noload,
        peersload as peersload,
        raiseload as raiseload,
        selectinload as selectinload,
        subqueryload as subqueryload,
        undefer as undefer,
        undefer_group as undefer_group,
    )
    from .mapper import (
        Mapper as Mapper,
        class_mapper as class_mapper,
        clear_mappers as clear_mappers,
        configure_mappers as configure_mappers,
        object_mapper as object_mapper,
    )
    from .properties import (
        ColumnProperty as ColumnProperty,
        MappedColumn as MappedColumn,
        MapperProperty as MapperProperty,
        SynonymProperty as SynonymProperty,
        column_property as column_property,
        deferred as deferred,
        mapped_column as mapped_column,
        synonym as synonym,
    )
    from .query import AliasedClass as AliasedClass, Bundle as Bundle, aliased as aliased, with_parent as with_parent
    from .registry import registry as registry
    from .relationships import (
        Relationship as Relationship,
        RelationshipProperty as RelationshipProperty,
        backref as backref,
        relationship as relationship,
    )
    from .scan import declared_attr as declared_attr, validates as validates
    from .scoping import scoped_session as scoped_session, sessionmaker as sessionmaker
    from .session import (
        ORMExecuteState as ORMExecuteState,
        Session as Session,
        close_all_sessions as close_all_sessions,
        make_transient as make_transient,
        make_transient_to_detached as make_transient_to_detached,
        object_session as object_session,
        was_deleted as was_deleted,
    )
    from .state import AttributeState as AttributeState, InstanceState as InstanceState, NO_VALUE as NO_VALUE
    from .transaction import (
        SessionTransaction as SessionTransaction,
        SessionTransactionOrigin as SessionTransactionOrigin,
    )


def __getattr__(name: str) -> Any:
    home = _FOUND.get(name)
    if home is None:
        if name in _MODULES:
            return importlib.import_module(f".{name}", __name__)
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = globals()[name] = getattr(importlib.import_module(f".{home}", __name__), name)
    return found


def __dir__() -> list[str]:
    return sorted(__all__)


_HOMES: dict[str, str] = {
    "attributes": "InstrumentedAttribute Mapped QueryableAttribute",
    "cascade": "CascadeOptions",
    "collections": (
        "InstrumentedDict InstrumentedList InstrumentedSet KeyFuncDict MappedCollection attribute_keyed_dict "
        "attribute_mapped_collection collection_adapter column_keyed_dict column_mapped_collection "
        "keyfunc_mapping mapped_collection"
    ),
    "declarative": (
        "DeclarativeBase DeclarativeBaseNoMeta DeclarativeMeta MappedAsDataclass as_declarative "
        "declarative_base declarative_mixin has_inherited_table mapped_as_dataclass synonym_for"
    ),
    "events": "AttributeEvents InstanceEvents MapperEvents SessionEvents",
    "identity": "IdentityMap",
    "joins": "MANYTOMANY MANYTOONE ONETOMANY RelationshipDirection foreign remote",
    "load.options": (
        "Load contains_eager defaultload defer immediateload joinedload lazyload load_only noload peersload "
        "raiseload selectinload subqueryload undefer undefer_group"
    ),
    "mapper": "Mapper class_mapper clear_mappers configure_mappers object_mapper",
    "properties": (
        "ColumnProperty MappedColumn MapperProperty SynonymProperty column_property deferred mapped_column "
        "synonym"
    ),
    "query": "AliasedClass Bundle aliased with_parent",
    "registry": "registry",
    "relationships": "Relationship RelationshipProperty backref relationship",
    "scan": "declared_attr validates",
    "scoping": "scoped_session sessionmaker",
    "session": (
        "ORMExecuteState Session close_all_sessions make_transient make_transient_to_detached object_session "
        "was_deleted"
    ),
    "state": "AttributeState InstanceState NO_VALUE",
    "transaction": "SessionTransaction SessionTransactionOrigin",
}
_FOUND = {name: home for home, names in _HOMES.items() for name in names.split()}
_MODULES = ("attributes", "collections", "events", "exc", "ext", "identity", "session", "state")

__all__ = sorted(_FOUND)  # noqa: PLE0605 - names that are found on demand
