"""The tour: one road through the whole library, on real rows. Run it with ``python -m isogloss tour``."""

from __future__ import annotations

from typing import TextIO

from isogloss import create_engine

from .models import Base
from .report import Report
from .steps import STEPS, Tour

__all__ = ["run"]


def run(url: str = "sqlite://", *, quiet: bool = False, out: TextIO | None = None, width: int = 0) -> Report:
    """Run all steps on the database at ``url`` and print them to ``out``, standard output by default.

    Tables whose names start with ``tour_`` are made anew, and dropped at the end. ``quiet`` prints the summary only,
    ``width`` is in characters (the terminal's by default, 120 at most). Returns the report, which holds what each
    step did.
    """
    engine = create_engine(url)
    report = Report(engine, out, quiet=quiet, width=width)
    try:
        Base.metadata.drop_all(engine)
        report.begin()
        for title, step in STEPS:
            with report.step(title) as record:
                record.rows, record.fact = step(Tour(engine, report))
        report.summary()
    finally:
        Base.metadata.drop_all(engine)
        engine.dispose()
    return report
