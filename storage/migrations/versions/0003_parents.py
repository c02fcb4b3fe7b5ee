"""An original that came inside another one knows which."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.add_column("originals", sa.Column("parent_id", sa.String, nullable=True))
