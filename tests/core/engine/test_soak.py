"""A short run of the soak benchmark: threads work while their connections are killed."""

from __future__ import annotations

import time

import pytest

from benchmarks.soak import Broken, Soak, own_database

from ...private_postgres import private_server
from ...servers import server_url


@pytest.mark.parametrize("backend", ["postgresql", "mariadb"])
def test_what_was_committed_is_there_and_nothing_else(backend, worker_id):
    with own_database(server_url(backend), f"isogloss_soak_{worker_id}") as url:
        total = Soak(url, threads=4, seconds=2.5, seed=7).run()
    jobs = {"flush", "batch in order", "upsert", "update and delete", "transfer", "savepoint", "stream"}
    assert jobs <= set(total), total
    assert total["kills"] > 0 and total["rows compared"] > 0, total


def test_a_server_that_is_restarted_loses_what_was_in_flight_only():
    server = private_server(18)
    soak = Soak(server.url, threads=6, seconds=5, seed=3)
    committed_before = []

    def restart() -> None:
        if not committed_before and soak.end - time.monotonic() < 3.5:
            committed_before.append(sum(sum(worker.count[job] for job in worker.jobs) for worker in soak.workers))
            server.stop()
            server.start()
            soak.kills += 1

    soak.kill_one = restart
    try:
        total = soak.run()
    finally:
        server.stop()
    assert total["kills"] == 1 and total["lost connection"] >= 1, total
    committed = sum(total[job] for job in soak.workers[0].jobs)
    assert committed_before[0] > 20 and committed > committed_before[0] + 20, (committed_before, total)


def test_a_lost_row_is_found():
    """The comparison itself can fail."""
    with own_database(server_url("postgresql"), "isogloss_soak_lost") as url:
        soak = Soak(url, threads=2, seconds=0.3)
        soak.kill_one = lambda: None
        soak.workers[0].rows["never-written"] = 1
        with pytest.raises(Broken, match="does not find its rows|missing"):
            soak.run()
