"""How Alembic runs here: inside the transaction that the store has already begun, so a migration is all or nothing."""

from alembic import context
from sqlalchemy import Connection

connection = context.config.attributes["connection"]
if not isinstance(connection, Connection):
    raise TypeError("migrations run on the store's own connection")
context.configure(connection=connection)
context.run_migrations()
