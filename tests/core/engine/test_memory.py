"""Streamed results are read as they are fetched: their size does not show in the memory of the process."""

from __future__ import annotations

import subprocess
import sys

import pytest

from isogloss import create_engine, text

from ...servers import driver_url

COUNT = 200_000
DRIVERS = (
    "sqlite",
    "postgresql+psycopg",
    "postgresql+psycopg2",
    "mariadb+pymysql",
    "mariadb+mysqldb",
    "mariadb+mariadbconnector",
)
QUERIES = {
    "sqlite": f"WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < {COUNT}) "
    "SELECT n, printf('%.200c', 'x') FROM s",
    "postgresql": f"SELECT n, repeat('x', 200) FROM generate_series(1, {COUNT}) AS s(n)",
    "mariadb": f"SELECT seq, repeat('x', 200) FROM seq_1_to_{COUNT}",
}
# reads the result, and prints by how many kilobytes the most memory that the process ever had grew meanwhile
CHILD = """
import sys
from isogloss import create_engine, text

def most():
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmHWM"))

url, query, how = sys.argv[1:]
with create_engine(url).connect() as c:
    for row in c.execute(text(query.replace("200000", "2000")), execution_options={"yield_per": 100}):
        pass
    before = most()
    total = 0
    if how == "partitions":
        for part in c.execution_options(stream_results=True).execute(text(query)).partitions(500):
            total += sum(len(row[1]) for row in part)
    else:
        for row in c.execute(text(query), execution_options={how: 500 if how == "yield_per" else True}):
            total += len(row[1])
    print(total, most() - before)
"""


def url_of(driver: str) -> str:
    return "sqlite://" if driver == "sqlite" else driver_url(driver)


@pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="reads /proc/self/status, which is there on Linux only: run it there"
)
@pytest.mark.parametrize("how", ["yield_per", "stream_results", "partitions"])
@pytest.mark.parametrize("driver", DRIVERS)
def test_a_stream_is_not_held(driver, how):
    url = url_of(driver)
    query = QUERIES[driver.partition("+")[0]]
    child = [sys.executable, "-c", CHILD, url, query, how]
    done = subprocess.run(child, capture_output=True, text=True, check=True, timeout=120)
    total, grown = map(int, done.stdout.split())
    assert total == COUNT * 200
    assert grown * 1024 < total / 4


@pytest.mark.parametrize("driver", DRIVERS)
def test_a_stream_that_is_left_half_read_leaves_its_connection_usable(driver):
    engine = create_engine(url_of(driver))
    query = text(QUERIES[engine.name])
    with engine.connect() as connection:
        with connection.execute(query, execution_options={"yield_per": 10}) as result:
            assert [row[0] for row in result.fetchmany(15)] == list(range(1, 16))
        assert connection.scalar(text("SELECT 1")) == 1
        rows = connection.execute(query, execution_options={"stream_results": True, "max_row_buffer": 50})
        assert next(rows)[0] == 1
        rows.close()
        assert connection.scalar(text("SELECT 2")) == 2
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT 3")) == 3
    engine.dispose()
