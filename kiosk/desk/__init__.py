"""The operator's desk on the kiosk's own screen. Pure: what it shows and what it asks for are values."""
