"""Print a statement tree for people: ``explain()`` and failing tests show it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from . import nodes as t


def dump(tree: Any, slots: Sequence[Any] = (), indent: int = 0) -> str:
    """Return ``tree`` as an outline; small subtrees stay on one line."""
    pad = "  " * indent
    short = _short(tree, slots)
    if len(short) + len(pad) <= 100:
        return pad + short
    lines = [f"{pad}{type(tree).__name__}"]
    for f in tree._fields:
        v = getattr(tree, f.name)
        if f.kind == "note" or v is None or v == () or v is False or v == "":
            continue
        if isinstance(v, t.Tree):
            lines.append(f"{pad}  {f.name}:")
            lines.append(dump(v, slots, indent + 2))
        elif f.kind == "children":
            lines.append(f"{pad}  {f.name}:")
            lines.extend(dump(c, slots, indent + 2) for c in v)
        else:
            lines.append(f"{pad}  {f.name} = {_plain(v)}")
    return "\n".join(lines)


def _short(node: Any, slots: Sequence[Any]) -> str:
    if isinstance(node, t.Bind) and node.slot < len(slots):
        return f":{slots[node.slot].name}"
    if isinstance(node, t.ColumnRef):
        source = ".".join(node.source) if isinstance(node.source, tuple) else node.source
        return f"{source}.{node.name}" if source else node.name
    if not isinstance(node, t.Tree):
        return _plain(node)
    parts = []
    for f in node._fields:
        v = getattr(node, f.name)
        if f.kind == "note" or v is None or v == () or v is False or v == "":
            continue
        if f.kind == "children":
            parts.append(f"{f.name}=[{', '.join(_short(c, slots) for c in v)}]")
        elif f.kind == "child":
            parts.append(
                _short(v, slots) if f.name in ("expr", "left", "right", "operand") else f"{f.name}={_short(v, slots)}"
            )
        else:
            parts.append(f"{f.name}={_plain(v)}")
    return f"{type(node).__name__}({', '.join(parts)})"


def _plain(value: Any) -> str:
    return repr(getattr(value, "opstring", value))
