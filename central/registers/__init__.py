"""Test registers: they stand for the city's own systems, which a platform in service asks instead."""
