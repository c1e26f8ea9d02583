"""Our own text is read back: compiled again it is the same text, or the table says why not; on servers the same rows."""

from __future__ import annotations

import datetime as dt
import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import isogloss as ig
from isogloss.core.compile.compiled import slot_value
from isogloss.core.compile.pipeline import compile_statement
from isogloss.exc import SQLAlchemyError

from ...differential.cases import CASES
from ...differential.libraries import namespace, our_dialects
from ...differential.test_results import LEFT_OUT, PARAMETERS, Server, server

__all__ = ["server"]
X = namespace("isogloss")
DIALECTS = {name: d for name, d in our_dialects().items() if name != "default"}
#: "area_case-dialect" -> why the text comes back in other words, or is refused, by reason.
KNOWN: dict[str, dict[str, list[str]]] = json.loads((Path(__file__).parent / "round_trip.json").read_text())
OTHER = {name: reason for reason, names in KNOWN["other words"].items() for name in names}
REFUSED = {name: reason for reason, names in KNOWN["refused"].items() for name in names}


@pytest.mark.parametrize("case", CASES)
def test_text_comes_back(case: str) -> None:
    for name, dialect in DIALECTS.items():
        try:
            text = str(CASES[case](X).compile(dialect=dialect))
        except SQLAlchemyError:
            continue
        key = f"{case}-{name}"
        try:
            back = str(ig.parse(text, dialect=dialect).compile(dialect=dialect))
        except SQLAlchemyError as error:
            assert key in REFUSED, f"{key}: {error}\n{text}"
            continue
        assert key not in REFUSED, f"{key} is read now; take it out of the table"
        if key in OTHER:
            assert plain(back) != plain(text), f"{key} comes back as it is now; take it out of the table"
        else:
            assert plain(back) == plain(text), key


def test_the_table_names_cases() -> None:
    for key in {**OTHER, **REFUSED}:
        case, _, dialect = key.partition("-")
        assert case in CASES
        assert dialect in DIALECTS


def plain(text: str) -> str:
    """Return text with every parameter, constant and anonymous name alike."""
    text = re.sub(r"__\[POSTCOMPILE_\w+\]|%\(\w+\)s|%s|\?|(?<![:\w]):\w+|(?<![:\w]):\"[^\"]+\"", ":p", text)
    text = re.sub(r"'(?:[^']|'')*'|(?<![\w.\"`])\d+(?:\.\d+)?\b", ":p", text).replace("%%", "%")
    text = re.sub(r":p AS (anon|param)_\w+", ":p", text)
    text = re.sub(r"\b(anon|param|[a-z]+)_\d+\b", r"\1_n", text)
    return " ".join(text.split())


#: Cases that the server takes and whose rows say nothing of the text.
CHANCE = {*LEFT_OUT, "generic_random", "generic_ansi", "page_fetch_percent", "generic_name_kept"}
#: Rows that differ because of what is known about types: (case, backend) -> how.
TYPED = {
    ("arithmetic_cast", "sqlite"): "a NUMERIC(8, 1) is rounded as it comes back, the driver's value is not",
    ("compare_in_empty", "postgresql"): "an empty list needs a type, which a name alone has not",
    ("operator_not_in_empty", "postgresql"): "an empty list needs a type, which a name alone has not",
}


@pytest.mark.parametrize("case", [c for c in CASES if c not in CHANCE])
def test_same_rows(server: Server, case: str) -> None:
    """The statement that was read gives what the text gives."""
    engine = server.engines["isogloss"]
    if (case, server.backend) in TYPED:
        return
    given = PARAMETERS.get(case, {})
    try:
        compiled, values = compile_statement(CASES[case](X), engine.dialect)
        parsed = ig.parse(str(compiled), dialect=engine.dialect)
        text, parameters = compiled.text_for(values, given)
        ours = _outcome(server, lambda c: c.exec_driver_sql(text, parameters))
    except SQLAlchemyError:
        return  # refusals are the other test's
    named: dict[str, Any] = {}
    for i, index in enumerate(compiled.text_order, 1):
        slot = compiled.slots[index]
        numbered = engine.dialect.positional and not (slot.expanding or slot.literal_execute)
        value, process = slot_value(slot, values, given), slot.type.bind_for(engine.dialect)
        raw = value if process is None or slot.expanding or slot.literal_execute else process(value)
        named[f"param_{i}" if numbered else slot.name] = raw
    assert _outcome(server, lambda c: c.execute(parsed, named)) == ours


def _outcome(server: Server, run: Any) -> Any:
    server.reset()
    with server.engines["isogloss"].connect() as c:
        result = run(c)
        rows = _rows(result) if result.returns_rows else None
        tables = [_rows(c.exec_driver_sql(f"SELECT * FROM {t}")) for t in ("t", "p", "df")]
        c.rollback()
        return rows, tables


def _rows(result: Any) -> list[str]:
    """Return rows in order, each value as the driver gives it: 1.50 is 1.5, a date is its text."""
    return sorted(repr([_plain_value(v) for v in row]) for row in result)


def _plain_value(value: Any) -> Any:
    if isinstance(value, (bool, int, float, Decimal)):
        return round(float(value), 6)
    return str(value).removesuffix(".000000") if isinstance(value, dt.datetime | str) else value
