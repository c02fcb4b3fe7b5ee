"""Where Alembic enters: it runs this file, with the connection of `storage.migrate` in hand. There is no ini file."""

from alembic import context

from storage.tables import metadata


def run() -> None:
    """In the transaction that is open already, so that a step is taken whole or not at all."""
    context.configure(
        connection=context.config.attributes["connection"], target_metadata=metadata, transactional_ddl=True
    )
    with context.begin_transaction():
        context.run_migrations()


# Alembic gives the file this name; under any other it is only being looked at.
if __name__ == "env_py":
    run()
