"""Django, Peewee and Pony on the tasks that they have an equal for."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from typing import Any

from .tasks import ROWS, SHORT


class Peewee:
    """Peewee at its best: bulk_create for objects."""

    def __init__(self) -> None:
        import peewee

        self.db = peewee.SqliteDatabase(":memory:")

        class Item(peewee.Model):  # type: ignore[misc]
            name = peewee.CharField(50)
            size = peewee.IntegerField()

            class Meta:
                database = self.db

        self.Item = Item

    def _fill(self, rows: int) -> None:
        self.db.create_tables([self.Item])
        self.Item.delete().execute()
        with self.db.atomic():
            self.Item.insert_many([{"name": f"n{i}", "size": i} for i in range(rows)]).execute() if rows else None

    def load_entities(self) -> Callable[[], Any]:
        """Load all rows as objects."""
        self._fill(0)
        with self.db.atomic():
            for start in range(0, ROWS, 10_000):
                self.Item.insert_many([{"name": f"n{i}", "size": i} for i in range(start, start + 10_000)]).execute()
        return lambda: list(self.Item.select())

    def flush(self) -> Callable[[], Any]:
        """bulk_create."""
        self._fill(0)

        def run() -> None:
            with self.db.atomic() as t:
                self.Item.bulk_create([self.Item(name=f"n{i}", size=i) for i in range(ROWS)], batch_size=10_000)
                t.rollback()

        return run

    def short_orm(self) -> Callable[[], Any]:
        """Select one object by key."""
        self._fill(SHORT)
        first = next(iter(self.Item.select().limit(1))).id

        def run() -> None:
            for i in range(first, first + SHORT):
                self.Item.select().where(self.Item.id == i).get()

        return run


class Django:
    """Django at its best: bulk_create for objects."""

    def __init__(self) -> None:
        import django
        from django.conf import settings

        settings.configure(
            DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
            DEFAULT_AUTO_FIELD="django.db.models.AutoField",
        )
        django.setup()
        from django.db import connection, models

        class Item(models.Model):  # type: ignore[misc]
            name = models.CharField(max_length=50)
            size = models.IntegerField()

            class Meta:
                app_label = "benchmarks"

        self.Item = Item
        with connection.schema_editor() as editor:
            editor.create_model(Item)

    def load_entities(self) -> Callable[[], Any]:
        """Load all rows as objects."""
        self.Item.objects.all().delete()
        self.Item.objects.bulk_create([self.Item(name=f"n{i}", size=i) for i in range(ROWS)])
        return lambda: list(self.Item.objects.all())

    def flush(self) -> Callable[[], Any]:
        """bulk_create."""
        from django.db import transaction

        def run() -> None:
            with transaction.atomic():
                self.Item.objects.bulk_create([self.Item(name=f"n{i}", size=i) for i in range(ROWS)])
                transaction.set_rollback(True)

        return run

    def short_orm(self) -> Callable[[], Any]:
        """Select one object by key."""
        self.Item.objects.all().delete()
        made = self.Item.objects.bulk_create([self.Item(name=f"n{i}", size=i) for i in range(SHORT)])
        first = made[0].pk

        def run() -> None:
            for i in range(first, first + SHORT):
                self.Item.objects.get(id=i)

        return run


class Pony:
    """Pony."""

    def __init__(self) -> None:
        from pony import orm

        self.orm = orm
        self.db = orm.Database()

        class Item(self.db.Entity):  # type: ignore[misc, name-defined]
            name = orm.Required(str, 50)
            size = orm.Required(int)

        self.Item = Item
        self.db.bind("sqlite", ":memory:")
        self.db.generate_mapping(create_tables=True)

    def load_entities(self) -> Callable[[], Any]:
        """Load all rows as objects."""
        with self.orm.db_session:
            for i in range(ROWS):
                self.Item(name=f"n{i}", size=i)

        def run() -> None:
            with self.orm.db_session:
                list(self.Item.select())

        return run

    def flush(self) -> Callable[[], Any]:
        """Make objects and flush."""

        def run() -> None:
            with self.orm.db_session:
                for i in range(ROWS):
                    self.Item(name=f"n{i}", size=i)
                self.orm.flush()
                self.orm.rollback()

        return run


def installed() -> dict[str, Any]:
    """Return the peers that can be imported."""
    found: dict[str, Any] = {}
    for module, cls in (("django", Django), ("peewee", Peewee), ("pony", Pony)):
        if importlib.util.find_spec(module):
            found[module] = cls()
    return found
