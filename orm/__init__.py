"""Mapping of classes to tables, sessions, and statements about objects.

Everything is found where it lives when it is first asked for.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .attributes import (
        InstrumentedAttribute as InstrumentedAttribute,
    )
    from .attributes import (
        Mapped as Mapped,
    )
    from .attributes import (
        QueryableAttribute as QueryableAttribute,
    )
    from .cascade import CascadeOptions as CascadeOptions
    from .collections import (
        InstrumentedDict as InstrumentedDict,
    )
    from .collections import (
        InstrumentedList as InstrumentedList,
    )
    from .collections import (
        InstrumentedSet as InstrumentedSet,
    )
    from .collections import (
        KeyFuncDict as KeyFuncDict,
    )
    from .collections import (
        MappedCollection as MappedCollection,
    )
    from .collections import (
        attribute_keyed_dict as attribute_keyed_dict,
    )
    from .collections import (
        attribute_mapped_collection as attribute_mapped_collection,
    )
    from .collections import (
        collection_adapter as collection_adapter,
    )
    from .collections import (
        column_keyed_dict as column_keyed_dict,
    )
    from .collections import (
        column_mapped_collection as column_mapped_collection,
    )
    from .collections import (
        keyfunc_mapping as keyfunc_mapping,
    )
    from .collections import (
        mapped_collection as mapped_collection,
    )
    from .declarative import (
        DeclarativeBase as DeclarativeBase,
    )
    from .declarative import (
        DeclarativeBaseNoMeta as DeclarativeBaseNoMeta,
    )
    from .declarative import (
        DeclarativeMeta as DeclarativeMeta,
    )
    from .declarative import (
        MappedAsDataclass as MappedAsDataclass,
    )
    from .declarative import (
        as_declarative as as_declarative,
    )
    from .declarative import (
        declarative_base as declarative_base,
    )
    from .declarative import (
        declarative_mixin as declarative_mixin,
    )
    from .declarative import (
        has_inherited_table as has_inherited_table,
    )
    from .declarative import (
        mapped_as_dataclass as mapped_as_dataclass,
    )
    from .declarative import (
        synonym_for as synonym_for,
    )
    from .events import (
        AttributeEvents as AttributeEvents,
    )
    from .events import (
        InstanceEvents as InstanceEvents,
    )
    from .events import (
        MapperEvents as MapperEvents,
    )
    from .events import ORMExecuteState as ORMExecuteState
    from .events import (
        SessionEvents as SessionEvents,
    )
    from .identity import IdentityMap as IdentityMap
    from .joins import (
        MANYTOMANY as MANYTOMANY,
    )
    from .joins import (
        MANYTOONE as MANYTOONE,
    )
    from .joins import (
        ONETOMANY as ONETOMANY,
    )
    from .joins import (
        RelationshipDirection as RelationshipDirection,
    )
    from .joins import (
        foreign as foreign,
    )
    from .joins import (
        remote as remote,
    )
    from .lifecycle import make_transient as make_transient
    from .lifecycle import make_transient_to_detached as make_transient_to_detached
    from .lifecycle import object_session as object_session
    from .lifecycle import was_deleted as was_deleted
    from .load.options import (
        Load as Load,
    )
    from .load.options import (
        contains_eager as contains_eager,
    )
    from .load.options import (
        defaultload as defaultload,
    )
    from .load.options import (
        defer as defer,
    )
    from .load.options import (
        immediateload as immediateload,
    )
    from .load.options import (
        joinedload as joinedload,
    )
    from .load.options import (
        lazyload as lazyload,
    )
    from .load.options import (
        load_only as load_only,
    )
    from .load.options import (
        noload as noload,
    )
    from .load.options import (
        peersload as peersload,
    )
    from .load.options import (
        raiseload as raiseload,
    )
    from .load.options import (
        selectinload as selectinload,
    )
    from .load.options import (
        subqueryload as subqueryload,
    )
    from .load.options import (
        undefer as undefer,
    )
    from .load.options import (
        undefer_group as undefer_group,
    )
    from .mapper import (
        Mapper as Mapper,
    )
    from .mapper import (
        class_mapper as class_mapper,
    )
    from .mapper import (
        clear_mappers as clear_mappers,
    )
    from .mapper import (
        configure_mappers as configure_mappers,
    )
    from .mapper import (
        object_mapper as object_mapper,
    )
    from .properties import (
        ColumnProperty as ColumnProperty,
    )
    from .properties import (
        MappedColumn as MappedColumn,
    )
    from .properties import (
        MapperProperty as MapperProperty,
    )
    from .properties import (
        SynonymProperty as SynonymProperty,
    )
    from .properties import (
        column_property as column_property,
    )
    from .properties import (
        deferred as deferred,
    )
    from .properties import (
        mapped_column as mapped_column,
    )
    from .properties import (
        synonym as synonym,
    )
    from .query import AliasedClass as AliasedClass
    from .query import Bundle as Bundle
    from .query import aliased as aliased
    from .query import with_parent as with_parent
    from .registries import registry as registry
    from .relationships import (
        Relationship as Relationship,
    )
    from .relationships import (
        RelationshipProperty as RelationshipProperty,
    )
    from .relationships import (
        backref as backref,
    )
    from .relationships import (
        relationship as relationship,
    )
    from .scan import declared_attr as declared_attr
    from .scan import validates as validates
    from .scoping import scoped_session as scoped_session
    from .scoping import sessionmaker as sessionmaker
    from .session import (
        Session as Session,
    )
    from .session import (
        close_all_sessions as close_all_sessions,
    )
    from .state import NO_VALUE as NO_VALUE
    from .state import AttributeState as AttributeState
    from .state import InstanceState as InstanceState
    from .transaction import (
        SessionTransaction as SessionTransaction,
    )
    from .transaction import (
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
    "events": "AttributeEvents InstanceEvents MapperEvents ORMExecuteState SessionEvents",
    "identity": "IdentityMap",
    "joins": "MANYTOMANY MANYTOONE ONETOMANY RelationshipDirection foreign remote",
    "lifecycle": "make_transient make_transient_to_detached object_session was_deleted",
    "load.options": (
        "Load contains_eager defaultload defer immediateload joinedload lazyload load_only noload peersload "
        "raiseload selectinload subqueryload undefer undefer_group"
    ),
    "mapper": "Mapper class_mapper clear_mappers configure_mappers object_mapper",
    "properties": (
        "ColumnProperty MappedColumn MapperProperty SynonymProperty column_property deferred mapped_column synonym"
    ),
    "query": "AliasedClass Bundle aliased with_parent",
    "registries": "registry",
    "relationships": "Relationship RelationshipProperty backref relationship",
    "scan": "declared_attr validates",
    "scoping": "scoped_session sessionmaker",
    "session": "Session close_all_sessions",
    "state": "AttributeState InstanceState NO_VALUE",
    "transaction": "SessionTransaction SessionTransactionOrigin",
}
_FOUND = {name: home for home, names in _HOMES.items() for name in names.split()}
_MODULES = ("attributes", "collections", "events", "exc", "ext", "identity", "session", "state")

__all__ = sorted(_FOUND)
