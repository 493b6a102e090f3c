"""The service catalogue: what an operator writes in YAML, compiled to one SQLite file that the kiosk reads."""
