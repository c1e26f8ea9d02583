"""The steps of the tour, in order: each does one thing, prints it, and returns what it showed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeVar

from isogloss import Engine, delete, func, insert, inspect, select, update
from isogloss.exc import IntegrityError, UnsupportedByDialect
from isogloss.orm import Session, joinedload, peersload, selectinload
from isogloss.schema import CreateTable

from . import data
from .models import Base, Capital, Continent, Country, River, border, course
from .report import Report

Model = TypeVar("Model", bound=Base)


@dataclass(frozen=True)
class Tour:
    """What every step gets."""

    engine: Engine
    report: Report


class Seen(NamedTuple):
    """How many rows a step wrote or read, and what it showed."""

    rows: int
    fact: str


def create_schema(tour: Tour) -> Seen:
    """Create the tables of the models."""
    report = tour.report
    Base.metadata.create_all(tour.engine)
    tables = [table.name for table in Base.metadata.sorted_tables]
    report.say(
        "Three typed classes and two association tables (isogloss/tour/models.py); create_all() made "
        f"{', '.join(tables)}, parents first. One of them in the SQL of every dialect; ▸ is this database:"
    )
    report.dialects(CreateTable(Base.metadata.tables["tour_river"]))
    return Seen(0, f"{len(tables)} tables, parents before children")


def load_2010(tour: Tour) -> Seen:
    """Insert the rows of the CSV files; generated keys come back with the objects."""
    report = tour.report
    with Session(tour.engine) as session, session.begin():
        countries = _insert_objects(session, Country, data.countries(2010))
        rivers = _insert_objects(session, River, data.rivers())
        ids = {country.code: country.id for country in countries}
        rows = {
            "country": len(countries),
            "river": len(rivers),
            "capital": _insert(session, Capital, data.capitals(ids)),
            "course": _insert(session, course, data.courses(ids, {river.name: river.id for river in rivers})),
            "border": _insert(session, border, data.borders(ids)),
        }
    report.say(
        "session.scalars(insert(Country).returning(Country), rows) sends many rows in one statement and gives back "
        "objects with their new keys, in the order of the rows:"
    )
    report.sql(report.steps[-1].statements[0])
    report.say(
        f"Rows: {', '.join(f'{count} {name}' for name, count in rows.items())}. How a generated key comes back is the "
        "dialect's business:"
    )
    report.dialects(insert(River).values(name="Nile", length_km=6650).returning(River.id))
    return Seen(sum(rows.values()), f"{len(countries)} countries inserted and back as objects")


def read_objects(tour: Tour) -> Seen:
    """Load objects with their relationships, in few statements."""
    report, log = tour.report, tour.report.steps[-1].statements
    with Session(tour.engine) as session:
        longest = select(River).order_by(River.length_km.desc()).limit(5).options(selectinload(River.countries))
        rivers = session.scalars(longest).all()
        report.say("The longest rivers; selectinload() brings the countries of all of them in a second statement:")
        report.executed(lines=2)
        report.table(
            ("river", "km", "countries"),
            [(river.name, river.length_km, ", ".join(c.name for c in river.countries)) for river in rivers],
        )

    with Session(tour.engine) as session:
        counts = (
            select(border.c.country_id, func.count().label("number")).group_by(border.c.country_id).subquery("borders")
        )
        most = (
            select(Country, counts.c.number)
            .join(counts, counts.c.country_id == Country.id)
            .order_by(counts.c.number.desc(), Country.name)
            .limit(4)
            .options(joinedload(Country.capital), peersload(Country.neighbours))
        )
        first = len(log)
        found = session.execute(most).all()
        report.say(
            "Countries with the most borders; joinedload() adds the capital to the same statement, and peersload() "
            "waits until the neighbours of one are asked for, then loads those of all:"
        )
        rows = [
            (
                country.name,
                number,
                country.capital.name if country.capital else "",
                ", ".join(n.name for n in country.neighbours),
            )
            for country, number in found
        ]
        report.executed(first, 2)
        report.table(("country", "borders", "capital", "neighbours"), rows)
    names = ", ".join(row[0] for row in rows[:2])
    return Seen(len(rivers) + len(rows), f"{names.replace(', ', ' and ')} have {rows[0][1]} borders each")


def windows_and_pages(tour: Tour) -> Seen:
    """Rank rows with window functions; cut a result into pages."""
    report = tour.report
    density = Country.population / Country.area_km2
    continent = Country.continent
    ranked = select(
        continent,
        Country.name,
        density.label("density"),
        (
            func.sum(Country.population).over(partition_by=continent)
            / func.sum(Country.area_km2).over(partition_by=continent)
        ).label("mean"),
        func.row_number().over(partition_by=continent, order_by=density).label("place"),
    ).subquery("ranked")
    emptiest = (
        select(ranked.c.continent, ranked.c.mean, ranked.c.name, ranked.c.density)
        .where(ranked.c.place == 1)
        .order_by(ranked.c.mean.desc())
    )
    second_page = select(Country.name, Country.population).order_by(Country.population.desc()).limit(3).offset(3)
    with Session(tour.engine) as session:
        rows = session.execute(emptiest).all()
        page = session.execute(second_page).all()
    report.say("People per km²: the mean of each continent, and its emptiest country, with two window functions:")
    report.sql(report.steps[-1].statements[0], 7)
    report.table(
        ("continent", "mean", "emptiest country", "people/km²"),
        [(row.continent.value, float(row.mean), row.name, float(row.density)) for row in rows],
    )
    report.say(f"The second page of the largest countries, .limit(3).offset(3): {', '.join(row.name for row in page)}.")
    report.dialects(second_page)
    emptiest_of_all = min(rows, key=lambda row: float(row.density))
    return Seen(len(rows) + len(page), f"{emptiest_of_all.name} has the fewest people per km²")


def upsert_2023(tour: Tour) -> Seen:
    """Apply the changed file in one portable upsert."""
    report = tour.report
    rows = data.countries(2023)
    statement = insert(Country).values(rows).on_conflict(Country.code).do_update()
    returning = statement.returning(Country)
    with Session(tour.engine) as session, session.begin():
        before = {country.code: (country.name, country.population) for country in session.scalars(select(Country))}
        try:
            after = session.scalars(returning, execution_options={"populate_existing": True}).all()
        except UnsupportedByDialect:  # some servers return nothing from an upsert: read the rows back
            session.execute(statement)
            after = session.scalars(select(Country), execution_options={"populate_existing": True}).all()
        new = [country.name for country in after if country.code not in before]
        renamed = [f"{before[c.code][0]} → {c.name}" for c in after if c.code in before and before[c.code][0] != c.name]
        grown = sorted(
            ((c.name, before[c.code][1], c.population) for c in after if c.code in before),
            key=lambda row: row[2] / row[1],
        )
    report.say(
        f"countries_2023.csv has {len(rows)} rows: other populations, other names, a new country. "
        "insert(Country).values(rows).on_conflict(Country.code).do_update() applies it in one statement, "
        ".returning(Country) gives the objects back where the server can. One row, in every dialect:"
    )
    report.dialects(insert(Country).values(rows[:1]).on_conflict(Country.code).do_update(), 4)
    report.say(f"New: {', '.join(new)}. Renamed: {', '.join(sorted(renamed))}. Who grew most, and least:")
    report.table(
        ("country", "2010", "2023", "%"),
        [(name, old, now, (now / old - 1) * 100) for name, old, now in [*grown[:-3:-1], *grown[1::-1]]],
    )
    return Seen(len(after), f"{len(before)} updated, {len(new)} inserted, {len(renamed)} renamed")


def update_from(tour: Tour) -> Seen:
    """Set a column of one table from another table."""
    report = tour.report
    statement = (
        update(Capital)
        .where(Capital.country_id == Country.id)
        .values(percent=Capital.population * 100.0 / Country.population)
    )
    with Session(tour.engine) as session, session.begin():
        count = session.execute(statement, execution_options={"synchronize_session": False}).rowcount
        top = select(Capital).order_by(Capital.percent.desc(), Capital.name).options(joinedload(Capital.country))
        capitals = session.scalars(top.where(Country.population > 1_000_000).join(Capital.country).limit(3)).all()
        rows = [(c.name, c.country.name, c.population, c.percent) for c in capitals]
    report.say("How many of 100 people of a country live in its capital? One statement computes it for all:")
    report.dialects(statement)
    report.table(("capital", "country", "people", "% of the country"), rows)
    return Seen(count, f"{rows[1][3]:.0f} % of {rows[1][1]} live in its capital")


def delete_using(tour: Tour) -> Seen:
    """Delete rows of one table by what is in others."""
    report = tour.report
    statement = delete(course).where(
        course.c.river_id == River.id,
        course.c.country_id == Country.id,
        Country.code == "SD",
        River.name.in_(["Bahr el Ghazal", "Sobat"]),
    )
    with tour.engine.begin() as connection:
        count = connection.execute(statement).rowcount
    report.say("Since 2011 two rivers do not cross Sudan any more, but South Sudan:")
    report.dialects(statement)
    return Seen(count, f"{count} rows, found through two other tables")


def change_set(tour: Tour) -> Seen:
    """Change objects; look at the plan; flush."""
    report = tour.report
    with Session(tour.engine) as session:
        all_countries = select(Country).options(
            selectinload(Country.neighbours), selectinload(Country.rivers), joinedload(Country.capital)
        )
        country = {c.code: c for c in session.scalars(all_countries)}
        river = {r.name: r for r in session.scalars(select(River).options(selectinload(River.countries)))}
        south, sudan = country["SS"], country["SD"]
        south.capital = Capital(name="Juba", population=459000, latitude=4.85, longitude=31.58)
        south.rivers = [
            river["Nile"], river["Bahr el Ghazal"], river["Sobat"], River(name="Jur", length_km=485)
        ]  # fmt: skip
        for code in ("KE", "UG", "CD"):
            sudan.neighbours.remove(country[code])
            country[code].neighbours.remove(sudan)
        for code in ("SD", "ET", "KE", "UG", "CD", "CF"):
            _join(south, country[code])
        _join(country["CA"], country["DK"])
        gitega = country["BI"].capital
        assert gitega is not None
        gitega.name, gitega.population, gitega.latitude, gitega.longitude = "Gitega", 135000, -3.43, 29.93

        plan = session.flush_plan()
        report.say(
            "South Sudan gets its capital, rivers and borders; Burundi moved its capital; since 2022 Canada and "
            "Denmark share an island. Objects are changed, nothing is written; session.flush_plan() shows what will be:"
        )
        report.verbatim(str(plan))
        count = sum(len(step) for step in plan)
        first = len(report.steps[-1].statements)
        session.commit()
        written = len(report.steps[-1].statements) - first
        report.say(f"commit() executed it in {written} statements:")
        report.executed(first, 1)
    with Session(tour.engine) as session:
        nile = session.scalars(select(River).where(River.name == "Nile").options(selectinload(River.countries))).one()
        report.say(f"The Nile now crosses {', '.join(c.name for c in nile.countries)}.")
    return Seen(count, f"{count} rows in {len(plan)} groups, {written} statements")


def roll_back(tour: Tour) -> Seen:
    """Break things; lose nothing."""
    report = tour.report
    with Session(tour.engine) as session:
        before = _totals(session)
        session.commit()

        try:
            with session.begin_nested():
                session.add(_copy_of(session, "FR"))
        except IntegrityError as error:
            report.say(
                "A second France inside begin_nested() is refused, with facts to act on: "
                f"kind={error.kind.name if error.kind else None}, columns={list(error.column_names)}. "
                "Only the savepoint is rolled back; the session goes on."
            )
        europe = session.scalars(
            select(Country)
            .where(Country.continent == Continent.EUROPE)
            .options(selectinload(Country.capital), selectinload(Country.rivers))
        ).all()
        ids = [country.id for country in europe]
        session.execute(delete(border).where(border.c.country_id.in_(ids) | border.c.neighbour_id.in_(ids)))
        for country in europe:
            session.delete(country)
        first = len(report.steps[-1].statements)
        session.flush()
        deletes = len(report.steps[-1].statements)
        during = _totals(session)
        session.rollback()
        after = _totals(session)
        alive = all(inspect(country).persistent for country in europe)
        name = europe[0].name
    report.say(f"session.delete() of all {len(europe)} countries of Europe, flush(), then rollback():")
    report.executed(first, 1, deletes)
    report.table(
        ("", *before), [("before", *before.values()), ("deleted", *during.values()), ("rolled back", *after.values())]
    )
    if before != after or not alive:
        raise AssertionError(f"the rollback lost something: {before} before, {after} after")
    report.say(f"Every count and sum is as before, and the objects are alive: {name} reads its row again.")
    return Seen(sum(list(before.values())[:-1]), f"{len(europe)} countries deleted, {len(europe)} back")


def _insert_objects(session: Session, cls: type[Model], rows: list[data.Row]) -> Sequence[Model]:
    try:
        return list(session.scalars(insert(cls).returning(cls), rows).all())
    except UnsupportedByDialect:  # a unit of work fetches generated keys everywhere
        objects = [cls(**row) for row in rows]
        session.add_all(objects)
        session.flush()
        return objects


def _insert(session: Session, target: Any, rows: list[data.Row]) -> int:
    session.execute(insert(target), rows)
    return len(rows)


def _join(one: Country, other: Country) -> None:
    one.neighbours.append(other)
    other.neighbours.append(one)


def _copy_of(session: Session, code: str) -> Country:
    country = session.scalars(select(Country).where(Country.code == code)).one()
    return Country(
        code=code, name=country.name, continent=country.continent, area_km2=1.0, population=1, as_of=country.as_of
    )


def _totals(session: Session) -> dict[str, int]:
    """Return the number of rows of each table, and a sum that no lost row survives."""
    found = {
        table.name.removeprefix("tour_"): int(session.scalar(select(func.count()).select_from(table)) or 0)
        for table in Base.metadata.sorted_tables
    }
    return {**found, "people": int(session.scalar(select(func.sum(Country.population))) or 0)}


STEPS: tuple[tuple[str, Callable[[Tour], Seen]], ...] = (
    ("Models become tables", create_schema),
    ("Bulk INSERT … RETURNING", load_2010),
    ("Objects, eagerly loaded", read_objects),
    ("Windows and pages", windows_and_pages),
    ("One portable upsert", upsert_2023),
    ("UPDATE … FROM", update_from),
    ("DELETE … USING", delete_using),
    ("A change set, planned", change_set),
    ("A rollback, nothing lost", roll_back),
)
