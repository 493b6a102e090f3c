"""Plays a recording back: a far side that answers as the recorded one did, and our own adapter at the other end."""
