"""Offline search of the services: what a resident says, types or misspells, and the item that is meant."""
