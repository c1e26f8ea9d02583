"""Database URLs: `dialect+driver://user:password@host:port/database?option=value`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias
from urllib.parse import parse_qsl, quote, quote_plus, unquote

from ..exc import ArgumentError
from ..util import immutabledict
from . import registry

if TYPE_CHECKING:
    from ..dialect import Dialect
    from .driver import Driver

QueryValue: TypeAlias = str | Sequence[str]


class _Parts(NamedTuple):
    drivername: str
    username: str | None
    password: str | None
    host: str | None
    port: int | None
    database: str | None
    query: immutabledict[str, str | tuple[str, ...]]


class URL(_Parts):
    """Hold the parts of a database URL; immutable, and silent about the password in every text but one.

    Make one with `make_url()` or `URL.create()`; `render_as_string(hide_password=False)` shows all.
    """

    __slots__ = ()

    @classmethod
    def create(
        cls,
        drivername: str,
        username: str | None = None,
        password: str | None = None,
        host: str | None = None,
        port: int | str | None = None,
        database: str | None = None,
        query: Mapping[str, QueryValue] | None = None,
    ) -> URL:
        """Make a URL from parts, none of them escaped; `password` may be any object with a `__str__`."""
        for name, value in (("drivername", drivername), ("username", username), ("host", host), ("database", database)):
            if not isinstance(value, str) and (value is not None or name == "drivername"):
                raise TypeError(f"{name} must be a string")
        if not drivername:
            raise ArgumentError("drivername must not be empty")
        return cls(drivername, username, password, host, _port(port), database, _query(query or {}))

    def set(
        self,
        drivername: str | None = None,
        username: str | None = None,
        password: str | None = None,
        host: str | None = None,
        port: int | str | None = None,
        database: str | None = None,
        query: Mapping[str, QueryValue] | None = None,
    ) -> URL:
        """Return the URL with the given parts replaced."""
        given = zip(self._fields, (drivername, username, password, host, port, database, query), strict=True)
        parts = {**self._asdict(), **{name: value for name, value in given if value is not None}}
        return URL.create(**parts)

    def update_query_dict(self, query_parameters: Mapping[str, QueryValue], append: bool = False) -> URL:
        """Return the URL with query parameters replaced, or added to those of the same name with `append`."""
        return self.update_query_pairs(query_parameters.items(), append)

    def update_query_string(self, query_string: str, append: bool = False, keep_blank_values: bool = False) -> URL:
        """Return the URL with the parameters of a query string such as `a=1&b=2` put in."""
        return self.update_query_pairs(parse_qsl(query_string, keep_blank_values), append)

    def update_query_pairs(self, key_value_pairs: Iterable[tuple[str, QueryValue]], append: bool = False) -> URL:
        """Return the URL with query parameters from pairs put in; a repeated name makes a tuple of values."""
        given: dict[str, list[str]] = {}
        for key, value in key_value_pairs:
            if not isinstance(value, str | Sequence):
                raise TypeError(f"Query dictionary values must be strings or sequences of strings, not {value!r}")
            given.setdefault(key, []).extend([value] if isinstance(value, str) else value)
        merged: dict[str, QueryValue] = dict(self.query)
        for key, values in given.items():
            kept = list(self.normalized_query.get(key, ())) if append else []
            merged[key] = kept + values
        return self._replace(query=_query(merged))

    def difference_update_query(self, names: Iterable[str]) -> URL:
        """Return the URL without the named query parameters."""
        dropped = set(names)
        return self._replace(query=immutabledict({k: v for k, v in self.query.items() if k not in dropped}))

    @property
    def normalized_query(self) -> Mapping[str, Sequence[str]]:
        """Return the query with every value as a tuple."""
        return immutabledict({k: (v,) if isinstance(v, str) else tuple(v) for k, v in self.query.items()})

    def render_as_string(self, hide_password: bool = True) -> str:
        """Return the URL as text; the password is `***` unless `hide_password` is false, also one in the query."""
        text = f"{self.drivername}://"
        if self.username is not None or self.password is not None:
            text += quote(self.username or "", safe=" +")
            if self.password is not None:
                text += ":" + ("***" if hide_password else quote(str(self.password), safe=" +"))
            text += "@"
        if self.host is not None:
            text += f"[{self.host}]" if ":" in self.host else self.host
        if self.port is not None:
            text += f":{self.port}"
        if self.database is not None:
            text += "/" + quote(self.database, safe=" +/")
        if self.query:
            pairs = [(key, value) for key in sorted(self.query) for value in self.normalized_query[key]]
            if hide_password:
                pairs = [(key, "***" if _SECRET.fullmatch(key) else _IN_TEXT.sub(r"\1***", v)) for key, v in pairs]
            text += "?" + "&".join(f"{quote_plus(key)}={quote_plus(value, '*')}" for key, value in pairs)
        return text

    __str__ = render_as_string
    __repr__ = render_as_string

    def translate_connect_args(self, names: Sequence[str] | None = None, **kw: str) -> dict[str, Any]:
        """Return the parts that are given as a dict of driver arguments; `kw` renames a part, as `username="user"`."""
        wanted = ("host", "database", "username", "password", "port")
        renames = kw if names is None else dict(zip(wanted, names, strict=False))
        result = {}
        for part in wanted:
            name = renames.get(part, part)
            value = getattr(self, part)
            if name and value not in (None, ""):
                result[name] = str(value) if part == "password" else value
        return result

    def get_backend_name(self) -> str:
        """Return the dialect's name, the part before `+`."""
        return self.drivername.partition("+")[0]

    def get_driver_name(self) -> str:
        """Return the driver's name: the part after `+`, else the dialect's default driver."""
        given = self.drivername.partition("+")[2]
        return given or registry.driver_class(self.drivername).name

    def get_dialect(self) -> type[Dialect]:
        """Return the dialect class that the URL names."""
        return registry.load(self.drivername)

    def _driver_class(self) -> type[Driver]:
        return registry.driver_class(self.drivername)


def make_url(name_or_url: str | URL, keep_blank_values: bool = False) -> URL:
    """Parse a database URL; a `URL` is returned as it is.

    Raises `ArgumentError` saying which part cannot be read; the text itself is not shown, since it may hold a password.
    """
    if isinstance(name_or_url, URL):
        return name_or_url
    if not isinstance(name_or_url, str):
        if isinstance(getattr(name_or_url, "render_as_string", None), object) and hasattr(name_or_url, "drivername"):
            return make_url(name_or_url.render_as_string(hide_password=False))
        raise ArgumentError(f"Expected string or URL object, got {name_or_url!r}")
    scheme = _SCHEME.match(name_or_url)
    if scheme is None:
        raise ArgumentError(
            "Could not parse database URL from given URL string: expected 'dialect://...' or "
            "'dialect+driver://user:password@host:port/database'"
        )
    userinfo, rest = _split_userinfo(name_or_url[scheme.end() :])
    username, colon, password = userinfo.partition(":") if userinfo is not None else ("", "", "")
    rest, _, query = rest.partition("?")
    place, slash, database = rest.partition("/")
    host_port = _HOST_PORT.fullmatch(place)
    if host_port is None:
        hosts = "; several hosts, where a driver takes them, stand in the query: ?host=a:1&host=b:2"
        raise ArgumentError(
            "Could not parse database URL from given URL string: host and port cannot be read: the port is a "
            f"number, and / : @ in a password are written as %2F %3A %40{hosts if ',' in place else ''}"
        )
    host = host_port["v6"] or host_port["host"]
    pairs: dict[str, list[str]] = {}
    for key, value in parse_qsl(query, keep_blank_values):
        pairs.setdefault(key, []).append(value)
    return URL.create(
        scheme[1],
        unquote(username) if userinfo is not None else None,
        unquote(password) if colon else None,
        host or None,
        host_port["port"] or None,
        unquote(database) if slash else None,
        pairs,
    )


# -- helpers ---------------------------------------------------------------------------------------------------------


def _split_userinfo(text: str) -> tuple[str | None, str]:
    """Split at the last @ before the database; an unescaped @ or / in a password is taken as meant."""
    end = min((at for at in (text.find("/"), text.find("?")) if at >= 0), default=len(text))
    at = text.rfind("@", 0, end)
    if at < 0 and ":" in text[:end] and not text.startswith("[") and not _HOST_PORT.fullmatch(text[:end]):
        at = text.find("@")  # "user:pa/ss@host": the slash belongs to the password
    return (None, text) if at < 0 else (text[:at], text[at + 1 :])


def _port(port: int | str | None) -> int | None:
    if port is None or port == "":
        return None
    try:
        return int(port)
    except ValueError:
        raise ArgumentError(f"Port in a database URL must be a number, not {port!r}") from None


def _query(query: Mapping[str, QueryValue]) -> immutabledict[str, str | tuple[str, ...]]:
    if not isinstance(query, Mapping):
        raise TypeError("Query must be a mapping of strings to strings or sequences of strings")
    made: dict[str, str | tuple[str, ...]] = {}
    for key, value in query.items():
        if not isinstance(key, str):
            raise TypeError("Query dictionary keys must be strings")
        if isinstance(value, str):
            made[key] = value
        elif isinstance(value, Sequence) and all(isinstance(one, str) for one in value):
            made[key] = value[0] if len(value) == 1 else tuple(value)
        else:
            raise TypeError("Query dictionary values must be strings or sequences of strings")
    return immutabledict(made)


_SECRET = re.compile(r"(?i).*(password|passwd|pwd|secret|access_?token)")
_IN_TEXT = re.compile(r"(?i)(\b(?:password|pwd)\s*=\s*)(\{(?:[^}]|\}\})*\}|[^;]+)")  # in a connection string
_SCHEME = re.compile(r"([A-Za-z][\w+.-]*)://")
_HOST_PORT = re.compile(r"(?:\[(?P<v6>[^/?]*)\]|(?P<host>[^/:?]*))(?::(?P<port>[0-9]*))?")
