"""Database URLs."""

from __future__ import annotations

import pickle
import sys

import pytest

from isogloss.engine import URL, create_engine, make_url
from isogloss.exc import ArgumentError, NoSuchModuleError


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("sqlite://", ("sqlite", None, None, None, None, None)),
        ("sqlite:///rel.db", ("sqlite", None, None, None, None, "rel.db")),
        ("sqlite:////abs.db", ("sqlite", None, None, None, None, "/abs.db")),
        ("postgresql+psycopg://u%40x:p%2Fw@[::1]:5432/db", ("postgresql+psycopg", "u@x", "p/w", "::1", 5432, "db")),
        ("mysql://u:p:q@h/db", ("mysql", "u", "p:q", "h", None, "db")),
        ("postgresql://u:p@w@h/db", ("postgresql", "u", "p@w", "h", None, "db")),
        ("postgresql://u:p/w@h:1/db", ("postgresql", "u", "p/w", "h", 1, "db")),
        ("oracle://h", ("oracle", None, None, "h", None, None)),
    ],
)
def test_parts(text, parts):
    assert tuple(make_url(text))[:6] == parts


@pytest.mark.parametrize(
    "text", ["postgresql://u:p@h:5/db?a=1&a=2&b=x", "sqlite:////abs.db", "mysql://u:%40%2F%3A@h/my db"]
)
def test_full_text_parses_to_the_same_url(text):
    url = make_url(text)
    assert make_url(url.render_as_string(hide_password=False)) == url


def test_password_stays_out_of_every_text():
    url = make_url("postgresql://u:secret@h/db")
    assert "secret" not in f"{url} {url!r} {[url]} {create_engine(url)!r}"
    assert str(url) == "postgresql://u:***@h/db"
    with pytest.raises(ArgumentError) as caught:
        make_url("postgresql//u:secret@h/db")
    assert "secret" not in str(caught.value)


def test_passwords_of_the_query_stay_out_too():
    url = make_url(
        "postgresql://h/d?sslpassword=secret&wallet_password=secret&a=1&odbc_connect=Server%3Dh%3BPWD%3D%7Bsec%3Bret%7D%7D"
        "%7D%3BUID%3Du"
    )
    assert "ret" not in f"{url} {url!r}"
    assert str(url) == (
        "postgresql://h/d?a=1&odbc_connect=Server%3Dh%3BPWD%3D***%3BUID%3Du&sslpassword=***&wallet_password=***"
    )
    assert make_url(url.render_as_string(hide_password=False)) == url


def test_several_hosts_stand_in_the_query():
    with pytest.raises(ArgumentError, match="several hosts.* stand in the query"):
        make_url("postgresql://a:1,b:2/d")


def test_values_of_the_query_are_text():
    url = make_url("postgresql://h/d?a=1")
    for value in (1, None, 1.5):
        with pytest.raises(TypeError, match="values must be strings or sequences of strings"):
            url.update_query_dict({"a": value})


def test_query_is_edited_without_changing_the_url():
    url = make_url("postgresql://h/db?a=1")
    assert url.update_query_dict({"a": "2"}, append=True).query == {"a": ("1", "2")}
    assert url.update_query_string("b=3").query == {"a": "1", "b": "3"}
    assert url.difference_update_query(["a"]).query == {}
    assert url.set(host="other").host == "other"
    assert url.query == {"a": "1"}
    with pytest.raises(TypeError, match="immutable"):
        url.query["a"] = "2"


def test_create_checks_its_parts():
    with pytest.raises(TypeError, match="username must be a string"):
        URL.create("postgresql", username=5)
    with pytest.raises(ArgumentError, match="must be a number"):
        URL.create("postgresql", port="abc")
    with pytest.raises(ArgumentError, match="Could not parse"):
        make_url("nonsense")
    assert pickle.loads(pickle.dumps(make_url("sqlite:///x"))) == make_url("sqlite:///x")


def test_unknown_names_are_answered_with_the_nearest():
    with pytest.raises(NoSuchModuleError, match="did you mean 'sqlite'"):
        create_engine("sqlit://")
    with pytest.raises(NoSuchModuleError, match="has the drivers pysqlite"):
        create_engine("sqlite+nodriver://")
    with pytest.raises(TypeError, match="Invalid argument\\(s\\) 'colour' sent to create_engine"):
        create_engine("sqlite://", colour="red")


def test_missing_driver_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "MySQLdb", None)  # as if it were not installed
    with pytest.raises(ModuleNotFoundError, match=r'pip install "isogloss\[mysql\]"'):
        create_engine("mysql+mysqldb://u@h/db")
