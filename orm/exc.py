"""Errors of the ORM; each names the object or attribute and what to do about it."""

from __future__ import annotations

from typing import Any

from ..core.exc import ArgumentError, InvalidRequestError, MultipleResultsFound, NoResultFound, SQLAlchemyError

__all__ = [
    "ConcurrentModificationError",
    "DetachedInstanceError",
    "FlushError",
    "LoaderStrategyException",
    "MappedAnnotationError",
    "MultipleResultsFound",
    "NoResultFound",
    "ObjectDeletedError",
    "ObjectDereferencedError",
    "StaleDataError",
    "UnmappedClassError",
    "UnmappedColumnError",
    "UnmappedError",
    "UnmappedInstanceError",
]


class StaleDataError(SQLAlchemyError):
    """Say that a row changed or vanished between its load and this flush."""


ConcurrentModificationError = StaleDataError


class FlushError(SQLAlchemyError):
    """Say that the changes of a session cannot be turned into statements."""


class MappedAnnotationError(ArgumentError):
    """Say that a ``Mapped[...]`` annotation cannot be understood."""


class UnmappedError(InvalidRequestError):
    """Say that something mapped was expected."""


class UnmappedClassError(UnmappedError):
    """Say that a class is not mapped."""

    def __init__(self, cls: type, msg: str | None = None) -> None:
        super().__init__(msg or f"Class '{_class_path(cls)}' is not mapped")

    def __reduce__(self) -> Any:
        return _rebuild, (type(self), self.args)


class UnmappedInstanceError(UnmappedError):
    """Say that an object's class is not mapped."""

    def __init__(self, obj: object, msg: str | None = None) -> None:
        if msg is None:
            msg = f"Class '{_class_path(type(obj))}' is not mapped"
            if isinstance(obj, type):
                msg += f"; was a class ({obj.__name__}) given where an instance was required?"
        super().__init__(msg)

    def __reduce__(self) -> Any:
        return _rebuild, (type(self), self.args)


class UnmappedColumnError(InvalidRequestError):
    """Say that a column belongs to no mapped attribute."""


class DetachedInstanceError(SQLAlchemyError):
    """Say that an attribute must be loaded while its object is in no session."""


class ObjectDereferencedError(SQLAlchemyError):
    """Say that an object was garbage collected while it was still needed."""


class ObjectDeletedError(InvalidRequestError):
    """Say that the row of an object is no longer there."""

    def __init__(self, state: Any, msg: str | None = None) -> None:
        super().__init__(
            msg
            or f"Instance '{state.describe()}' has been deleted, or its row is otherwise not present; "
            "expunge it, or read it again with session.get()"
        )

    def __reduce__(self) -> Any:
        return _rebuild, (type(self), self.args)


class LoaderStrategyException(InvalidRequestError):
    """Say that a loader option does not apply to an attribute."""


def _class_path(cls: type) -> str:
    return f"{cls.__module__}.{cls.__qualname__}"


def _rebuild(kind: type[SQLAlchemyError], args: tuple[Any, ...]) -> SQLAlchemyError:
    error = kind.__new__(kind)
    error.args = args
    return error
