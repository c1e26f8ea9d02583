"""The command line: ``python -m isogloss tour``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from isogloss import __version__
from isogloss.exc import ArgumentError, NoSuchModuleError, OperationalError


def main(arguments: Sequence[str] | None = None) -> int:
    """Parse ``arguments`` (those of the process by default), do what they say, return the exit code."""
    parser = argparse.ArgumentParser(prog="isogloss", description="Write SQL once, for five databases.")
    parser.add_argument("--version", action="version", version=f"isogloss {__version__}")
    commands = parser.add_subparsers(dest="command", required=True)
    tour = commands.add_parser("tour", help="show what the library does, on real rows")
    tour.add_argument("--url", default="sqlite://", help="a database; its tables tour_* are made anew (%(default)s)")
    tour.add_argument("--quiet", action="store_true", help="print the summary only")
    options = parser.parse_args(arguments)

    from isogloss.tour import run  # the models and files are for the one who asks

    try:
        run(options.url, quiet=options.quiet)
    except (ArgumentError, NoSuchModuleError, ModuleNotFoundError, OperationalError, OSError) as error:
        print(f"isogloss: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
