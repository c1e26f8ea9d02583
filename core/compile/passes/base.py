"""What a pass is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ..capabilities import Capabilities

Rule = Callable[[Any, Any], Any]


class Pass:
    """A named rewriting of the statement tree: rules by tree class, and the capabilities that call for it.

    ``triggers`` are the tree classes and operators without which the pass has nothing to do; they default to those of
    the rules. ``why`` is for ``explain()``: what the matter is with the server, and what is written instead, as in
    "<server> <first>: <second>."
    """

    __slots__ = ("name", "rules", "triggers", "when", "whole", "why")

    def __init__(
        self,
        name: str,
        rules: Mapping[type, Rule] | None = None,
        *,
        when: Callable[[Capabilities], bool] = lambda caps: True,
        whole: Rule | None = None,
        triggers: tuple[Any, ...] = (),
        why: tuple[str, str] | None = None,
    ) -> None:
        self.name, self.rules, self.when, self.whole, self.why = name, rules or {}, when, whole, why
        self.triggers = frozenset(triggers or self.rules)

    def run(self, tree: Any, ctx: Any) -> Any:
        """Return ``tree`` rewritten; the same object when nothing changed."""
        return self.whole(tree, ctx) if self.whole is not None else tree.transform(self.rules, ctx)

    def __repr__(self) -> str:
        return f"<pass {self.name}>"
