"""Wrong input, as a user would type it; each script ends by using the connection or session again."""

from __future__ import annotations

SCRIPTS = {
    "unknown_column": """
        connection.execute(insert(user).values(nmae="x"))
        connection.execute(insert(user), {"nmae": "x"})
        connection.execute(insert(user).values([{"name": "x"}, {"nmae": "y"}]))
        connection.execute(insert(user), [{"name": "x"}, {"name": "y", "nmae": "z"}])
        connection.execute(insert(user).values({note.c.text: "x"}))
        connection.execute(insert(user).from_select(["nmae"], select(note.c.text)))
        connection.execute(update(user).values(nmae="x"))
        connection.execute(update(user).from_rows([{"id": 1, "nmae": "x"}]))
        insert(user).values(name="x").on_conflict("nmae").do_update()
        insert(user).values(name="x").on_conflict(user.c.name).do_update(nmae="x")
        user.c.nmae
        session.execute(insert(User), [{"nmae": "x"}])
        session.execute(update(User), [{"id": 1, "nmae": "x"}])
        User(nmae="x")
        row = connection.execute(select(user.c.id, user.c.name)).first()
        row.nmae
        row._mapping["nmae"]
        connection.execute(select(func.count()).select_from(user)).scalar_one()
        """,
    "wrong_parameters": """
        connection.execute(text("SELECT :x"))
        connection.execute(select(user.c.name).where(user.c.id == bindparam("key")))
        connection.execute(insert(user), [{"name": "x", "born": None}, {"name": "y"}])
        connection.execute(insert(user), [("x",)])
        connection.execute(insert(user), [])
        connection.execute(delete(user), [])
        connection.execute(insert(user).values([]))
        connection.execute(insert(note).values((1, "x", 1, "too many")))
        connection.execute(insert(note).values([(1, "x", 1), (2,)]))
        connection.execute(insert(user).values(user.c.name == "x"))
        connection.execute(update(user).values([{"name": "x"}, {"name": "y"}]))
        connection.execute(update(user))
        connection.execute(update(user).where(user.c.name == bindparam("name")).values(name="y"), {"name": "x"})
        update(user).from_rows([])
        update(user).from_rows([{"name": "x"}])
        update(user).from_rows([{"id": 1, "name": "x"}, {"id": 2}])
        update(user).from_rows([{"id": 1, "name": "x"}, {"id": 1, "name": "y"}])
        connection.execute(select(user.c.name)).all()
        """,
    "wrong_statement": """
        connection.execute("SELECT 1")
        select("user")
        select([user.c.id])
        select(user).where("name = 'x'")
        select(user).where(user.c.id.in_(5))
        select(user).limit("x")
        bool(user.c.name > "x")
        connection.execute(select(user.c.id).order_by("nmae"))
        insert("user")
        insert(user).values(name="x").on_conflict().do_update()
        select(user).compile(dialect="sqlite")
        connection.execute(text("SELECT * FROM nowhere"))
        connection.execute(insert(user).values(name="bob")).all()
        connection.execute(select(user.c.name)).all()
        """,
    "bad_url": """
        create_engine("sqlite")
        create_engine("sqlite:/file.db")
        create_engine(None)
        create_engine("sqllite:///file.db")
        create_engine("postgres://scott:tiger@localhost/test")
        create_engine("postgresql+psycopgg://scott:tiger@localhost/test")
        create_engine("postgresql://scott:tiger@localhost:port/test")
        create_engine("postgresql://scott:ti@g:er@localhost:54x/test")
        create_engine("sqlite:///?timeot=5").connect()
        create_engine("sqlite:////no/such/folder/file.db").connect()
        create_engine("sqlite://", isolation_level="CHAOS").connect()
        create_engine("sqlite://", pool_sise=5)
        make_url("postgresql://scott:tiger@localhost/test")
        """,
    "missing_driver": """
        create_engine("postgresql://localhost/test")
        create_engine("postgresql+psycopg2://localhost/test")
        create_engine("mariadb://localhost/test")
        create_engine("mariadb+pymysql://localhost/test")
        create_engine("mariadb+mariadbconnector://localhost/test")
        create_engine("oracle://localhost/test")
        create_engine("mssql://localhost/test")
        create_engine("mssql+mssqlpython://localhost/test")
        create_engine("mssql+pymssql://localhost/test")
        """,
    "lacking_feature": """
        insert(user).returning(user.c.id).compile(dialect=MariaDB(version=(10, 4)))
        update(user).values(name="x").returning(user.c.id).compile(dialect=MariaDB(version=(10, 11)))
        delete(user).returning(user.c.id).compile(dialect=SQLite(version=(3, 30)))
        select(user.c.id).join(note, full=True).compile(dialect=MariaDB(version=(10, 11)))
        select(user.c.id).distinct(user.c.name).compile(dialect=Oracle(version=(19,)))
        select(user.c.id, select(note.c.id).lateral().c.id).compile(dialect=SQLite(version=(3, 40)))
        select(user.c.id).offset(5).compile(dialect=MSSQL(version=(14,)))
        values = insert(user).values(id=1, name="x")
        values.on_conflict(user.c.name).do_update().compile(dialect=MariaDB(version=(10, 11)))
        values.on_conflict(user.c.name).do_nothing().compile(dialect=SQLite(version=(3, 20)))
        sqlite_insert(user).values(name="x").on_conflict_do_nothing().compile(dialect=Oracle(version=(19,)))
        mariadb_insert(user).values(name="x").on_duplicate_key_update(name="y").compile(dialect=PostgreSQL(version=(15,)))
        connection.begin_twophase()
        connection.execute(select(user.c.name)).all()
        """,
    "wrong_type": """
        connection.execute(insert(user).values(name="x", color="blue"))
        connection.execute(insert(user).values(name="x", token="nope"))
        connection.execute(insert(user).values(name="x", born="2024-01-31"))
        connection.execute(insert(user).values(name="x", born=datetime(2024, 1, 31)))
        connection.execute(insert(user), [{"name": "x", "born": date(2024, 1, 31)}, {"name": "y", "born": "no"}])
        connection.execute(select(user.c.id).where(user.c.color == "blue"))
        connection.execute(select(user.c.id).where(user.c.color.in_(["red", "blue"])))
        ann = session.get(User, 1)
        ann.color = "blue"
        session.commit()
        session.execute(select(User))
        session.rollback()
        ann
        ann.notes = 5
        ann.notes.append("x")
        ann.notes[0].user = "x"
        session.commit()
        connection.execute(select(user.c.name)).all()
        """,
    "second_object": """
        session.add(User(id=1, name="two"))
        session.flush()
        session.scalars(select(User))
        session.rollback()
        ann = session.get(User, 1)
        session.add(User(id=1, name="two"))
        session.flush()
        session.rollback()
        other.add(ann)
        other.merge(ann)
        copy = other.get(User, 1)
        session.expunge(ann)
        other.add(ann)
        session.add(ann)
        session.scalars(select(User)).all()
        """,
    "stale_row": """
        ann = session.get(User, 1)
        with engine.begin() as c: c.execute(delete(note)), c.execute(delete(user))
        ann.name = "new"
        session.flush()
        session.scalars(select(User))
        session.rollback()
        ann.name
        session.refresh(ann)
        session.delete(ann)
        session.commit()
        session.rollback()
        session.get(User, 1)
        """,
    "closed_session": """
        ann = session.get(User, 1)
        session.close()
        ann.name
        ann.notes
        session.refresh(ann)
        session.add(ann)
        ann.notes
        session.commit()
        session.expunge(ann)
        ann.name
        make_transient(ann)
        ann.notes
        connection.close()
        connection.execute(select(user))
        engine.connect().execute(select(user.c.name)).all()
        """,
}
