"""Read the CSV files of the tour.

``countries_2010.csv`` and ``countries_2023.csv`` hold the members and observers of the United Nations in two years:
between them five countries changed their names, one was founded, and most have other populations. Rivers and borders
are as of 2010. Figures are approximate: good for a demonstration, not for reference.
"""

from __future__ import annotations

import csv
from importlib.resources import files
from typing import Any

from .models import Continent

Row = dict[str, Any]


def countries(year: int) -> list[Row]:
    """Return the countries of ``year`` (2010 or 2023), ready to be inserted."""
    return [
        {
            "code": row["code"],
            "name": row["name"],
            "continent": Continent(row["continent"]),
            "area_km2": float(row["area_km2"]),
            "population": int(row["population"]),
            "as_of": int(row["as_of"]),
        }
        for row in _read(f"countries_{year}.csv")
    ]


def capitals(ids: dict[str, int]) -> list[Row]:
    """Return the capitals; ``ids`` gives the key of a country by its code."""
    return [
        {
            "country_id": ids[row["country"]],
            "name": row["name"],
            "population": int(row["population"]),
            "latitude": float(row["latitude"]),
            "longitude": float(row["longitude"]),
        }
        for row in _read("capitals.csv")
    ]


def rivers() -> list[Row]:
    """Return the rivers."""
    return [{"name": row["name"], "length_km": int(row["length_km"])} for row in _read("rivers.csv")]


def courses(country_ids: dict[str, int], river_ids: dict[str, int]) -> list[Row]:
    """Return which river crosses which country, as rows of the association table."""
    return [
        {"river_id": river_ids[row["name"]], "country_id": country_ids[code]}
        for row in _read("rivers.csv")
        for code in row["countries"].split()
    ]


def borders(ids: dict[str, int]) -> list[Row]:
    """Return the land borders, each in both directions, as rows of the association table."""
    pairs = [(ids[row["country"]], ids[row["neighbour"]]) for row in _read("borders.csv")]
    return [{"country_id": a, "neighbour_id": b} for pair in pairs for a, b in (pair, pair[::-1])]


def _read(name: str) -> list[dict[str, str]]:
    text = files("isogloss.tour").joinpath("data", name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))
