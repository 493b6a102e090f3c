"""Puts the station together: command line, start-up order, supervision."""
