"""The tables, in types that SQLite and PostgreSQL both know. The migrations make them; a test compares the two.

Every row has a tenant. What a person or a paper says is in columns of bytes whose names begin with `sealed_`, closed
under the claim's key; identifiers, states, times, counts and digests are in clear.

>>> sorted(column.name for column in claim_keys.columns)
['claim_id', 'made_at', 'tenant', 'wrapped']
>>> [table.name for table in metadata.sorted_tables if "tenant" not in table.columns]
[]
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
        return None if value is None else value.astimezone(dt.UTC).replace(tzinfo=None)

    def process_result_value(self, value: dt.datetime | None, dialect: sa.Dialect) -> dt.datetime | None:
        return None if value is None else value.replace(tzinfo=dt.UTC)


def _text(name: str, *, is_key: bool = False, may_lack: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String, primary_key=is_key, nullable=may_lack)


def _count(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger, nullable=False)


def _at(name: str, *, may_lack: bool = False) -> sa.Column[dt.datetime]:
    return sa.Column(name, Moment, nullable=may_lack)


def _sealed(name: str, *, may_lack: bool = False) -> sa.Column[bytes]:
    return sa.Column(f"sealed_{name}", sa.LargeBinary, nullable=may_lack)


def _json(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.JSON, nullable=False)


def _growing(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, primary_key=True, autoincrement=True)


def _claim(*, is_key: bool = False) -> sa.Column[str]:
    return sa.Column("claim_id", sa.ForeignKey("claims.id"), primary_key=is_key, nullable=False)


claims = sa.Table(
    "claims",
    metadata,
    _text("id", is_key=True),
    _text("tenant"),
    _text("external_ref", may_lack=True),
    _json("claim_types"),
    _text("locale"),
    _text("channel_kind"),
    _sealed("channel_address", may_lack=True),
    _sealed("facts"),
    _text("list_version"),
    _text("state"),
    _count("revision"),
    _at("opened_at"),
    _at("first_upload_at", may_lack=True),
    _at("last_upload_at", may_lack=True),
    _at("finished_at", may_lack=True),
    sa.UniqueConstraint("tenant", "external_ref"),
    sa.Index(None, "tenant", "id"),
    sa.Index(None, "tenant", "state", "id"),
)

claim_keys = sa.Table(
    "claim_keys",
    metadata,
    _claim(is_key=True),
    _text("tenant"),
    sa.Column("wrapped", sa.LargeBinary, nullable=False),
    _at("made_at"),
)

submissions = sa.Table(
    "submissions",
    metadata,
    _text("id", is_key=True),
    _text("tenant"),
    _claim(),
    _text("way"),
    _at("received_at"),
    _json("originals"),
    _text("idempotency_key", may_lack=True),
    _text("request_digest", may_lack=True),
    sa.UniqueConstraint("claim_id", "idempotency_key"),
)

originals = sa.Table(
    "originals",
    metadata,
    _text("id", is_key=True),
    _text("tenant"),
    _claim(),
    sa.Column(
        "submission_id",
        sa.ForeignKey("submissions.id", deferrable=True, initially="DEFERRED"),
        nullable=False,
    ),
    _count("number"),
    _text("sha256"),
    _count("size"),
    _text("media_type"),
    _sealed("name"),
    _at("received_at"),
    _text("state"),
    _count("attempts"),
    _count("attempts_allowed"),
    _text("lease_owner", may_lack=True),
    _at("lease_until", may_lack=True),
    sa.UniqueConstraint("claim_id", "sha256"),
    sa.UniqueConstraint("claim_id", "number"),
    sa.Index(None, "tenant", "state", "received_at"),
)

readings = sa.Table(
    "readings",
    metadata,
    sa.Column("original_id", sa.ForeignKey("originals.id"), primary_key=True, nullable=False),
    _text("tenant"),
    _claim(),
    _text("status"),
    _sealed("body"),
    _at("read_at"),
    sa.Index(None, "claim_id"),
)

documents = sa.Table(
    "documents",
    metadata,
    _text("id", is_key=True),
    _text("tenant"),
    _claim(),
    sa.Column("original_id", sa.ForeignKey("originals.id"), nullable=False),
    _count("position"),
    _text("type"),
    _sealed("body"),
    _at("withdrawn_at", may_lack=True),
    sa.UniqueConstraint("original_id", "position"),
    sa.Index(None, "claim_id"),
)

assessments = sa.Table(
    "assessments",
    metadata,
    _text("id", is_key=True),
    _text("tenant"),
    _claim(),
    _count("revision"),
    _count("number"),
    _at("at"),
    _sealed("body"),
    sa.UniqueConstraint("claim_id", "revision"),
    sa.UniqueConstraint("claim_id", "number"),
)

messages = sa.Table(
    "messages",
    metadata,
    _text("id", is_key=True),
    _text("tenant"),
    _claim(),
    sa.Column("assessment_id", sa.ForeignKey("assessments.id"), nullable=False),
    _count("number"),
    _text("state"),
    _sealed("body"),
    _at("composed_at"),
    _at("sent_at", may_lack=True),
    sa.UniqueConstraint("claim_id", "number"),
)

consents = sa.Table(
    "consents",
    metadata,
    _growing("id"),
    _text("tenant"),
    _claim(),
    _text("version"),
    _text("by"),
    _at("at"),
    _sealed("details"),
    sa.Index(None, "claim_id", "id"),
    sqlite_autoincrement=True,
)

cannots = sa.Table(
    "cannots",
    metadata,
    _growing("id"),
    _text("tenant"),
    _claim(),
    _text("key"),
    _text("person", may_lack=True),
    _text("scope", may_lack=True),
    _sealed("reason"),
    _at("at"),
    sa.Index(None, "claim_id", "id"),
    sqlite_autoincrement=True,
)

outbox = sa.Table(
    "outbox",
    metadata,
    _growing("id"),
    _text("tenant"),
    _text("step"),
    _text("subject"),
    _text("trace"),
    _at("not_before", may_lack=True),
    _at("due_at"),
    sa.Index(None, "tenant", "due_at", "id"),
    sqlite_autoincrement=True,
)

events = sa.Table(
    "events",
    metadata,
    _growing("seq"),
    _text("tenant"),
    _claim(),
    _text("kind"),
    _at("at"),
    _json("data"),
    sa.Index(None, "tenant", "seq"),
    sa.Index(None, "claim_id", "seq"),
    sqlite_autoincrement=True,
)

audit_entries = sa.Table(
    "audit_entries",
    metadata,
    _claim(is_key=True),
    sa.Column("seq", sa.BigInteger, primary_key=True, autoincrement=False),
    _text("tenant"),
    _text("at"),
    _text("actor"),
    _text("action"),
    _text("subject"),
    _json("details"),
    _text("previous"),
    _text("digest"),
    sa.Index(None, "tenant", "at"),
)

audit_heads = sa.Table(
    "audit_heads", metadata, _claim(is_key=True), _text("tenant"), _count("seq"), _text("digest"), _text("mac")
)

audit_roots = sa.Table(
    "audit_roots",
    metadata,
    _text("tenant", is_key=True),
    sa.Column("day", sa.Date, primary_key=True),
    _count("claims"),
    _text("digest"),
    _text("previous"),
    _text("mac"),
)

audit_root_heads = sa.Table(
    "audit_root_heads",
    metadata,
    _text("tenant", is_key=True),
    sa.Column("day", sa.Date, primary_key=True),
    _text("claim_id", is_key=True),
    _count("seq"),
    _text("digest"),
)

api_keys = sa.Table(
    "api_keys",
    metadata,
    _text("id", is_key=True),
    _text("tenant"),
    _text("name"),
    _json("scopes"),
    _text("secret_sha256"),
    _at("created_at"),
    _at("expires_at", may_lack=True),
    _at("revoked_at", may_lack=True),
)

idempotency = sa.Table(
    "idempotency",
    metadata,
    _text("tenant", is_key=True),
    _text("scope", is_key=True),
    _text("key", is_key=True),
    _text("request_digest"),
    _count("status"),
    _sealed("body"),
    _at("at"),
)

beats = sa.Table(
    "beats", metadata, _text("tenant", is_key=True), _text("worker", is_key=True), _at("at"), _json("details")
)
