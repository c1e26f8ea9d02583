"""Run a script as an interactive session shows it: a statement, then its value or how it was refused."""

from __future__ import annotations

import ast
import re
import warnings
from textwrap import dedent
from typing import Any

#: What differs from run to run: addresses, numbers of sessions.
_VARIES = re.compile(r"(?<=0x)[0-9a-f]{6,}|(?<=session ')\d+|(?<=this is ')\d+")


def transcript(script: str, names: dict[str, Any]) -> str:
    """Return the statements of ``script``, each with its value, or the name and text of its exception."""
    script = dedent(script).strip()
    said: list[str] = []
    for statement in ast.parse(script).body:
        source = ast.get_source_segment(script, statement) or ""
        said.append(">>> " + source.replace("\n", "\n... "))
        with warnings.catch_warnings(record=True) as warned:
            warnings.simplefilter("always")
            warnings.simplefilter("ignore", ResourceWarning)  # of other tests, when they are collected
            try:
                if isinstance(statement, ast.Expr):
                    value = eval(source, names)
                    said.extend([repr(value)] if value is not None else [])
                else:
                    exec(source, names)
            except Exception as error:
                said.append("\n".join([f"{type(error).__name__}: {error}", *getattr(error, "__notes__", ())]))
        said.extend(f"{w.category.__name__}: {w.message}" for w in warned)
    return _VARIES.sub("...", "\n".join(said)) + "\n"
