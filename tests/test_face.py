"""The face names everything that is public, for people and for checkers alike."""

from __future__ import annotations

from pathlib import Path

import pytest

import isogloss

STUB = Path(isogloss.__file__).with_suffix(".pyi")


def stub() -> str:
    """Return what checkers read in place of the lazy module."""
    lines = [
        '"""What checkers read in place of the lazy module; `pytest tests/test_face.py --snapshot-update` writes it."""',
        "",
        "from __future__ import annotations",
        "",
    ]
    for name, (home, attribute) in sorted(isogloss._FOUND.items(), key=lambda i: (i[1][0], i[0].lower(), i[0])):
        lines.append(f"from .{home} import {attribute} as {name}")
    lines += ["", "__version__: str", ""]
    return "\n".join(lines)


def test_the_stub_names_what_the_face_names(request: pytest.FixtureRequest) -> None:
    if request.config.getoption("update_snapshots"):
        STUB.write_text(stub())
    assert STUB.read_text() == stub()


@pytest.mark.parametrize("name", isogloss.__all__)
def test_every_name_is_there(name: str) -> None:
    assert getattr(isogloss, name) is not None


def test_an_unknown_name_is_refused_as_python_does() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'selekt'"):
        _ = isogloss.selekt  # type: ignore[attr-defined]


def test_modules_of_the_face() -> None:
    from isogloss import engine, event, exc, orm, pool, schema, types

    assert exc.IntegrityError.__name__ == "IntegrityError"
    assert types.Integer is isogloss.Integer
    assert schema.Table is isogloss.Table
    assert engine.Engine is isogloss.Engine
    assert pool.NullPool is isogloss.NullPool
    assert callable(event.listen)
    assert callable(orm.Session)
