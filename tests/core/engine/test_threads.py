"""Connections that several threads use at once: each gets its own answer, or an error that says what is wrong."""

from __future__ import annotations

import threading

import pytest

from isogloss import text
from isogloss.exc import DBAPIError, InvalidRequestError
from isogloss.orm import Session

ROWS = {
    "sqlite": "WITH RECURSIVE t(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM t WHERE x < 300) SELECT x, :n FROM t",
    "postgresql": "SELECT x, :n FROM generate_series(1, 300) AS t(x)",
    "mariadb": "SELECT seq, :n FROM seq_1_to_300",
}


@pytest.mark.parametrize("way", ["plain", "stream", "session"])
def test_no_thread_gets_the_answer_of_another(any_engine, way):
    statement = text(ROWS[any_engine.name])
    options = {"stream_results": True, "yield_per": 20} if way == "stream" else {}
    answers, errors = [], []
    with any_engine.connect() as connection, Session(connection) as session:
        connection.execute(text("SELECT 1")).all()
        execute = session.execute if way == "session" else connection.execute

        def work(thread):
            for number in range(thread * 100, thread * 100 + 20):
                try:
                    rows = execute(statement, {"n": number}, execution_options=options).all()
                    answers.append((number, {int(row[1]) for row in rows}, len(rows)))
                except (DBAPIError, InvalidRequestError) as error:
                    errors.append(error)

        threads = [threading.Thread(target=work, args=(n,)) for n in range(1, 5)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert answers and all((found, count) == ({number}, 300) for number, found, count in answers)
        assert all("in another thread" in str(error) for error in errors)
        assert len(answers) + len(errors) == 80
        assert not errors or any_engine.name == "mariadb"
        connection.rollback()
        assert connection.execute(text("SELECT 42")).scalar() == 42
