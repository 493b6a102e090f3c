"""Brings an older database of the platform up to the tables of today, in the transaction in which it is opened.

Version 1 knew neither groups, lanes, steps nor documents: its cases stand in Haikou's queue as ordinary ones, and are
found by their numbers only, for the tags of their people were never kept. Version 2 did not keep the records that a
document was granted on: such a document shows what the registers say today. Version 3 had no papers that follow.
"""

from sqlalchemy import Connection, Table, inspect, text, update
from sqlalchemy.schema import CreateColumn

from central.tables import VERSION, case, metadata, schema_version


def bring_up(connection: Connection) -> None:
    """Adds the columns that are missing; tables that are new are made by the caller afterwards."""
    there = set(inspect(connection).get_table_names())
    for table in metadata.sorted_tables:
        if table.name in there:
            _add_columns(connection, table)
    for index in case.indexes:
        index.create(connection, checkfirst=True)
    connection.execute(update(schema_version).values(version=VERSION))


def _add_columns(connection: Connection, table: Table) -> None:
    there = {column["name"] for column in inspect(connection).get_columns(table.name)}
    for column in table.columns:
        if column.name not in there:
            # Names and types of our own tables, compiled by the library: nothing from outside is in this text.
            definition = CreateColumn(column).compile(dialect=connection.dialect)
            connection.execute(text(f"ALTER TABLE {table.name} ADD COLUMN {definition}"))
