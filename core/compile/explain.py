"""What ``compiled.explain()`` says: the statement as it was resolved, and why and how each pass changed it."""

from __future__ import annotations

from typing import Any

from .passes import Pass


def explained(compiled: Any, trace: list[tuple[str, Any]]) -> str:
    """Return the text of ``compiled.explain()``: a section for the tree as resolved, one for each pass, the SQL."""
    from ..tree.dump import dump

    dialect = compiled.dialect
    (_, resolved), *changes = trace
    passes = {p.name: p for p in dialect.pipeline}
    lines = [f"statement for {dialect.describe()}: "]
    lines[0] += "; ".join(name for name, _ in changes) or "nothing to lower, the server has all of it"
    lines += ["\n-- resolve: the statement as it was written, its names looked up", dump(resolved, compiled.slots)]
    for name, tree in changes:
        lines.append(f"\n-- {name}")
        if (why := passes[name].why) is not None:
            lacks, instead = why
            lines += [
                f"--   {dialect.title or dialect.name} {lacks}: {instead}.",
                f"--   {_native(passes[name], dialect)}",
            ]
        lines.append(dump(tree, compiled.slots))
    return "\n".join([*lines, "\n-- text", compiled.string])


def _native(p: Pass, dialect: Any) -> str:
    """Say from which version on a pass has nothing to do."""
    for since, _ in dialect.since:
        if since > dialect.version and not p.when(dialect.capabilities_of(since)):
            return f"Not needed from {type(dialect)(version=since).describe()} on."
    return f"So on every version from {dialect.describe()} on that is known."
