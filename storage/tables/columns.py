"""The kinds of columns that the tables are made of.

>>> sealed("facts", may_lack=True)
Column('sealed_facts', LargeBinary(), table=None)
"""

import datetime as dt

import sqlalchemy as sa

metadata = sa.MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)


class Moment(sa.TypeDecorator[dt.datetime]):
    """A time in UTC: aware outside, without a zone inside, so that all engines order it alike."""

    impl = sa.DateTime
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: sa.Dialect) -> dt.datetime | None:
        if value is not None and value.tzinfo is None:
            raise ValueError("a time without a zone")
        return None if value is None else value.astimezone(dt.UTC).replace(tzinfo=None)

    def process_result_value(self, value: dt.datetime | None, dialect: sa.Dialect) -> dt.datetime | None:
        return None if value is None else value.replace(tzinfo=dt.UTC)


def text(name: str, *, is_key: bool = False, may_lack: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String, primary_key=is_key, nullable=may_lack)


def count(name: str, *, may_lack: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger, nullable=may_lack)


def flag(name: str, *, may_lack: bool = False) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean, nullable=may_lack)


def at(name: str, *, may_lack: bool = False) -> sa.Column[dt.datetime]:
    return sa.Column(name, Moment, nullable=may_lack)


def sealed(name: str, *, may_lack: bool = False) -> sa.Column[bytes]:
    return sa.Column(f"sealed_{name}", sa.LargeBinary, nullable=may_lack)


def json(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.JSON, nullable=False)


def growing(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, primary_key=True, autoincrement=True)


def number() -> sa.Column[int]:
    """Counts within the claim from 1."""
    return sa.Column("number", sa.BigInteger, primary_key=True, autoincrement=False)


def claim(*, is_key: bool = False) -> sa.Column[str]:
    return sa.Column("claim_id", sa.ForeignKey("claims.id"), primary_key=is_key, nullable=False)
