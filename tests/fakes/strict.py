"""What the fakes share: calls are checked against the real classes and noted, answers come from a script."""

from __future__ import annotations

import functools
import inspect
import re
from collections.abc import Callable
from typing import Any


class Script:
    """Answers to statements, and all that was sent: ``(statement, what the server got)``."""

    def __init__(self) -> None:
        self.answers: list[tuple[str, Any]] = []
        self.sent: list[tuple[str, Any]] = []
        self.calls: list[str] = []

    def on(self, pattern: str, answer: Any) -> None:
        """Answer statements that match: with rows, a number of rows, an exception, or what a function returns.

        The latest answer that matches is taken.
        """
        self.answers.insert(0, (pattern, answer))

    def answer(self, statement: str, bound: Any) -> Any:
        """Note a statement and return the answer to it; raise it when it is an exception."""
        self.sent.append((statement, bound))
        for pattern, answer in self.answers:
            if re.search(pattern, statement):
                if callable(answer) and not isinstance(answer, BaseException):
                    answer = answer(statement, bound)
                if isinstance(answer, BaseException):
                    raise answer
                return answer
        return 0

    def statements(self, pattern: str = "") -> list[str]:
        """Return the statements that were sent and match."""
        return [statement for statement, _ in self.sent if re.search(pattern, statement)]


def bind_names(statement: str) -> list[str]:
    """Return the names of bind variables as oracledb knows them: in capitals, those in quotes as they are."""
    bare = re.sub(r"'[^']*'", "", statement)
    found = re.findall(r'(?<![:\w]):(?:"([^"]+)"|([A-Za-z]\w*))', bare)
    return [quoted or plain.upper() for quoted, plain in found]


def bind_name(key: str) -> str:
    """Return the name that the key of a parameter means to oracledb."""
    return key[1:-1] if key.startswith('"') and key.endswith('"') else key.upper()


@functools.cache
def has(real: type, name: str) -> bool:
    """Tell whether objects of a class have an attribute, on the class or made by a constructor that can be read."""
    if hasattr(real, name):
        return True
    made = real.__dict__.get("__init__")
    return inspect.isfunction(made) and f"self.{name}" in inspect.getsource(made)


class Strict:
    """Have only the attributes that the real class has."""

    real: Any = None

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_") or has(type(self).real, name):
            raise AttributeError(f"the fake knows nothing of {name}")
        raise AttributeError(f"{type(self).real} has no attribute {name!r}")

    def __setattr__(self, name: str, value: Any) -> None:
        if not name.startswith("_") and not has(type(self).real, name):
            raise AttributeError(f"{type(self).real} has no attribute {name!r}")
        object.__setattr__(self, name, value)


def checked(method: Callable[..., Any]) -> Callable[..., Any]:
    """Refuse arguments that the method of the real class would refuse."""

    @functools.wraps(method)
    def call(self: Any, *args: Any, **kw: Any) -> Any:
        inspect.signature(getattr(type(self).real, method.__name__)).bind(self, *args, **kw)
        return method(self, *args, **kw)

    return call
