"""The typed models of the tour: countries, their capitals, the rivers that cross them, the borders between them."""

from __future__ import annotations

import enum

from isogloss import Column, Enum, ForeignKey, Identity, String, Table, Unicode
from isogloss.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    """What all models share. Table names start with ``tour_``, so that no table of yours is met."""


class Continent(enum.Enum):
    """Where a country is; stored by value."""

    AFRICA = "Africa"
    ASIA = "Asia"
    EUROPE = "Europe"
    NORTH_AMERICA = "North America"
    SOUTH_AMERICA = "South America"
    OCEANIA = "Oceania"


#: One row for each direction of a border: (DE, FR) and (FR, DE).
border = Table(
    "tour_border",
    Base.metadata,
    Column("country_id", ForeignKey("tour_country.id"), primary_key=True),
    Column("neighbour_id", ForeignKey("tour_country.id"), primary_key=True),
)

course = Table(
    "tour_course",
    Base.metadata,
    Column("river_id", ForeignKey("tour_river.id"), primary_key=True),
    Column("country_id", ForeignKey("tour_country.id"), primary_key=True),
)


class Country(Base):
    """A member or observer of the United Nations in the year ``as_of``."""

    __tablename__ = "tour_country"

    id: Mapped[int] = mapped_column(Identity(), primary_key=True)
    code: Mapped[str] = mapped_column(String(2), unique=True)
    name: Mapped[str] = mapped_column(Unicode(60))
    continent: Mapped[Continent] = mapped_column(Enum(Continent, store="value", native_enum=False, length=20))
    area_km2: Mapped[float]
    population: Mapped[int]
    as_of: Mapped[int]

    capital: Mapped[Capital | None] = relationship(back_populates="country", cascade="all, delete-orphan")
    rivers: Mapped[list[River]] = relationship(
        secondary=course, back_populates="countries", order_by="River.length_km.desc()"
    )
    neighbours: Mapped[list[Country]] = relationship(
        secondary=border,
        primaryjoin=lambda: Country.id == border.c.country_id,
        secondaryjoin=lambda: Country.id == border.c.neighbour_id,
        order_by="Country.name",
    )

    @property
    def density(self) -> float:
        """People per square kilometre."""
        return self.population / self.area_km2

    def __repr__(self) -> str:
        return f"Country({self.code} {self.name!r})"


class Capital(Base):
    """The capital of one country."""

    __tablename__ = "tour_capital"

    id: Mapped[int] = mapped_column(Identity(), primary_key=True)
    country_id: Mapped[int] = mapped_column(ForeignKey("tour_country.id"), unique=True)
    name: Mapped[str] = mapped_column(Unicode(60))
    population: Mapped[int]
    latitude: Mapped[float]
    longitude: Mapped[float]
    #: How many of 100 people of the country live here; None until it is computed.
    percent: Mapped[float | None]

    country: Mapped[Country] = relationship(back_populates="capital")

    def __repr__(self) -> str:
        return f"Capital({self.name!r})"


class River(Base):
    """A river and the countries that it crosses or follows."""

    __tablename__ = "tour_river"

    id: Mapped[int] = mapped_column(Identity(), primary_key=True)
    name: Mapped[str] = mapped_column(Unicode(60), unique=True)
    length_km: Mapped[int]

    countries: Mapped[list[Country]] = relationship(secondary=course, back_populates="rivers", order_by="Country.name")

    def __repr__(self) -> str:
        return f"River({self.name!r})"
