"""Makers of sessions: configured factories, and one session per thread or scope."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Generic, TypeVar

from ..core.exc import DBAPIError, InvalidRequestError
from .session import Session

_S = TypeVar("_S", bound=Session)
_T = TypeVar("_T")


class sessionmaker(Generic[_S]):  # noqa: N801 (the ecosystem's name)
    """Make sessions of one configuration: ``Session = sessionmaker(engine)``, then ``Session()``."""

    class_: type[_S]

    def __init__(
        self,
        bind: Any = None,
        *,
        class_: type[_S] = Session,  # type: ignore[assignment]
        autoflush: bool = True,
        expire_on_commit: bool = True,
        info: dict[Any, Any] | None = None,
        **kw: Any,
    ) -> None:
        self.kw = {"bind": bind, "autoflush": autoflush, "expire_on_commit": expire_on_commit, **kw}
        if info is not None:
            self.kw["info"] = info
        self.class_ = type(class_.__name__, (class_,), {})  # pyright: ignore[reportAttributeAccessIssue]

    def __call__(self, **local_kw: Any) -> _S:
        return self.class_(**{**self.kw, **local_kw})

    def __repr__(self) -> str:
        shown = ", ".join(f"{key}={value!r}" for key, value in self.kw.items())
        return f"{type(self).__name__}(class_={self.class_.__name__!r}, {shown})"

    @contextmanager
    def begin(self) -> Iterator[_S]:
        """Make a session and begin; commit and close at the end of the block."""
        with self() as session, session.begin():
            yield session

    def configure(self, **new_kw: Any) -> None:
        """Change the configuration of sessions made from now on."""
        self.kw.update(new_kw)

    def run(self, fn: Callable[[_S], _T], retries: int = 3, delay: float = 0.02) -> _T:
        """Call `fn` with a fresh session and commit; do it all again on a serialization failure or deadlock.

        Takes how often to try again, and the first pause in seconds. What `fn` returns is returned.
        """
        if retries < 0 or delay < 0:
            raise InvalidRequestError(f"run() needs retries >= 0 and delay >= 0, not {retries!r} and {delay!r}")
        attempt = 0
        while True:
            try:
                with self.begin() as session:
                    return fn(session)
            except DBAPIError as error:
                if not error.is_retryable or attempt == retries:
                    raise
            time.sleep(delay * 2**attempt * (0.5 + random.random()))
            attempt += 1


class scoped_session(Generic[_S]):  # noqa: N801 (the ecosystem's name)
    """Stand for the session of the present thread, or of what `scopefunc` names."""

    def __init__(self, session_factory: Callable[..., _S], scopefunc: Callable[[], Any] | None = None) -> None:
        self.session_factory = session_factory
        self.scopefunc = scopefunc
        self._local = threading.local()
        self._by_scope: dict[Any, _S] = {}

    def __call__(self, **kw: Any) -> _S:
        present = self._get()
        if present is not None:
            if kw:
                raise InvalidRequestError("Scoped session is already present; no new arguments may be specified.")
            return present
        return self._set(self.session_factory(**kw))

    def remove(self) -> None:
        """Close the present session and forget it."""
        present = self._get()
        if present is None:
            return
        present.close()
        if self.scopefunc is None:
            del self._local.session
        else:
            del self._by_scope[self.scopefunc()]

    def configure(self, **kw: Any) -> None:
        """Change the configuration of sessions made from now on."""
        self.session_factory.configure(**kw)  # type: ignore[attr-defined]

    @property
    def registry(self) -> Callable[[], _S]:
        """Return what gives the present session."""
        return self

    def __getattr__(self, name: str) -> Any:
        return getattr(self(), name)

    def __contains__(self, instance: object) -> bool:
        return instance in self()

    def __iter__(self) -> Iterator[Any]:
        return iter(self())

    def _get(self) -> _S | None:
        if self.scopefunc is None:
            return getattr(self._local, "session", None)
        return self._by_scope.get(self.scopefunc())

    def _set(self, session: _S) -> _S:
        if self.scopefunc is None:
            self._local.session = session
        else:
            self._by_scope[self.scopefunc()] = session
        return session
