"""Words of the text, put so that the parser keeps what it would normalise away.

* ``:name``, ``%(name)s``, ``%s``, ``?``, ``$1`` become one name each, which stands for a parameter.
* The name of a function gets a prefix: the parser knows none by it and keeps name and arguments as they are.
* ``NULLS FIRST`` becomes an item of its own in ORDER BY: the parser keeps no note of whether it was written.
* ``JOIN`` alone and ``CROSS JOIN`` get the word INNER: the parser would take them for a comma.
* The index of an array becomes an argument: the parser would count it from 0.
* The key after ``->`` is spelled in hexadecimal digits: the parser would read it as a path.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

PREFIX = "__ig_"
CALL = f"{PREFIX}call_"
BIND = f"{PREFIX}bind_"
INDEX = "index"
KEY = f"{PREFIX}key_"
NULLS = {"FIRST": f"{PREFIX}nulls_first", "LAST": f"{PREFIX}nulls_last"}


class Placeholder(NamedTuple):
    """A parameter of the text: its name, whether it is a list, is written into the text, has a cast behind it."""

    name: str
    expanding: bool = False
    written: bool = False
    cast: bool = False


def relabel(sql: str, grammar: Any) -> tuple[list[Any], dict[str, Placeholder]]:
    """Return the words of ``sql`` as the parser shall see them, and the parameters by the name that they have there."""
    given = grammar.tokenize(_LIST.sub(rf":{_MARK}\1", sql))
    out: list[Any] = []
    binds: dict[str, Placeholder] = {}
    closing: set[int] = set()
    i = 0
    while i < len(given):
        name, used = _placeholder(given, i, len(binds))
        if name is not None:
            label = f"{BIND}{len(binds)}"
            cast = i + used < len(given) and given[i + used].token_type.name == "DCOLON"
            before = [t.text.upper() for t in given[max(0, i - 2) : i]]
            marked, in_list = name.startswith(_MARK), before == ["IN", "("]
            binds[label] = Placeholder(name.removeprefix(_MARK), marked and in_list, marked and not in_list, cast)
            word = grammar.word(given[i], label)
            # TOP takes a number, or anything in parentheses
            out += grammar.grouped(word) if before[-1:] == ["TOP"] else [word]
            i += used
            continue
        token = given[i]
        following = given[i + 1] if i + 1 < len(given) else None
        text = token.text.upper()
        if text == "%" and following is not None and following.text == "%" and _beside(token, following):
            out.append(token)  # doubled for a driver: two of them mean nothing in SQL
            i += 2
            continue
        if text == "NULLS" and following is not None and following.text.upper() in NULLS:
            out += [grammar.comma(token), grammar.word(following, NULLS[following.text.upper()])]
            i += 2
            continue
        if text == "CROSS" and following is not None and following.text.upper() == "JOIN":
            out += [grammar.inner(token), following]
            i += 1
        elif token.token_type.name == "JOIN" and (not i or given[i - 1].text.upper() not in _JOIN_KINDS):
            out += [grammar.inner(token), token]
        elif _calls(given, i, grammar):
            out.append(grammar.word(token, CALL + token.text))
        elif text == "[" and (end := _index_end(given, i)):
            closing.add(end)
            out += [token, grammar.word(token, CALL + INDEX), grammar.grouped(token)[0]]
        elif i in closing:
            out += [grammar.grouped(token)[2], token]
        elif token.token_type.name == "STRING" and out and out[-1].token_type.name in ("ARROW", "DARROW"):
            out.append(grammar.string(token, KEY + token.text.encode().hex()))
        else:
            out.append(token)
        i += 1
    return out, binds


def plain(name: str) -> str:
    """Return a name as the text has it."""
    return name.removeprefix(CALL)


def _placeholder(tokens: list[Any], i: int, count: int) -> tuple[str | None, int]:
    token = tokens[i]
    kind = token.token_type.name
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    if kind == "PLACEHOLDER" and token.text == "?":
        return f"param_{count + 1}", 1
    if kind == "VAR" and _NUMBERED.fullmatch(token.text):
        return token.text[1:], 1
    if kind == "PARAMETER" and token.text == "$" and after is not None and _beside(token, after):
        return after.text, 2
    if i and tokens[i - 1].token_type.name in _OPERANDS and tokens[i - 1].text.upper() not in _VERBS:
        return None, 0
    if kind == "COLON" and after is not None and _beside(token, after):
        return after.text, 2
    if kind == "MOD" and after is not None and _beside(token, after):
        if after.text == "s":
            return f"param_{count + 1}", 2
        rest = tokens[i + 1 : i + 5]
        if len(rest) == 4 and rest[0].text == "(" and rest[2].text == ")" and rest[3].text == "s":
            return rest[1].text, 5
    return None, 0


def _beside(left: Any, right: Any) -> bool:
    return bool(left.end + 1 == right.start)


def _calls(tokens: list[Any], i: int, grammar: Any) -> bool:
    """Answer whether token ``i`` is the name of a function whose call has no words of its own."""
    token = tokens[i]
    if i + 1 >= len(tokens) or tokens[i + 1].text != "(":
        return False
    name, kind = token.text.upper(), token.token_type.name
    if name in _KEPT or name in grammar.constants or not grammar.callable(name):
        return False
    before = tokens[i - 1] if i else None
    if before is not None and (before.token_type.name in _BEFORE_TYPE or before.text.upper() in _BEFORE_NAME):
        return False
    if name == "INSERT" and before is not None and before.text.upper() == "THEN":
        return False  # the action of a MERGE
    if kind != "VAR" and kind not in _WORDS and not grammar.is_type(token):
        return False
    return not (grammar.special(name) and _has_words(tokens, i + 1))


def _index_end(tokens: list[Any], i: int) -> int:
    """Return where the brackets that begin at ``i`` end, when one index stands inside; else 0."""
    before = tokens[i - 1] if i else None
    if before is None or before.token_type.name not in _OPERANDS or before.text.upper() == "ARRAY":
        return 0
    depth = 0
    for n in range(i, len(tokens)):
        text = tokens[n].text
        depth += (text in ("[", "(")) - (text in ("]", ")"))
        if not depth:
            return n if n > i + 1 else 0
        if (depth == 1 and text == ",") or (depth == 1 and text == ":" and tokens[n - 1].token_type.name in _OPERANDS):
            return 0
    return 0


def _has_words(tokens: list[Any], i: int) -> bool:
    depth = 0
    for token in tokens[i:]:
        if token.text == "(":
            depth += 1
        elif token.text == ")":
            depth -= 1
            if not depth:
                return False
        elif depth == 1 and token.token_type.name != "STRING" and token.text.upper() in _SPECIAL:
            return True
    return False


#: A list of our own, whose length is known at execution; and what marks it until it has become a parameter.
_LIST = re.compile(r"__\[POSTCOMPILE_(\w+)(?:~~.*?~~REPL~~.*?~~)?\]")
_MARK = f"{PREFIX}list_"
_NUMBERED = re.compile(r"\$\d+")
#: After these a colon or a percent sign is an operator.
_OPERANDS = frozenset({"VAR", "IDENTIFIER", "NUMBER", "STRING", "R_PAREN", "R_BRACKET", "PLACEHOLDER"})
_VERBS = frozenset("BY VALUES RETURNING ESCAPE SEPARATOR PRECEDING TOP ILIKE SYMMETRIC ASYMMETRIC".split())
#: Words with parentheses that are no calls of functions, or that have a reader here.
_KEPT = frozenset(
    "CASE CAST TRY_CAST EXISTS ANY ALL SOME IN NOT AND OR ON USING VALUES ROW FILTER OVER WITHIN UNNEST LATERAL TABLE "
    "MATCH GROUPING CUBE ROLLUP ARRAY INTERVAL DISTINCT SELECT FROM JOIN AS LIKE BETWEEN IS UNION SETS".split()
)
_JOIN_KINDS = frozenset("INNER OUTER LEFT RIGHT FULL CROSS NATURAL SEMI ANTI ANY ASOF STRAIGHT GLOBAL".split())
_WORDS = frozenset({"LEFT", "RIGHT", "REPLACE", "FORMAT", "INSERT", "RANGE", "TRUNCATE", "INDEX"})
_BEFORE_TYPE = frozenset({"ALIAS", "DCOLON"})
_BEFORE_NAME = frozenset({"INTO", "JOIN", "TABLE", "UPDATE", "WITH", "RECURSIVE"})
#: Words inside the parentheses of calls that the parser reads in a way of their own.
_SPECIAL = frozenset("FROM USING IN PLACING SEPARATOR AS ON RETURNING KEY VALUE LEADING TRAILING BOTH COLUMNS".split())
