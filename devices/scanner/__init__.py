"""The scanner for show codes: on a serial line, typing like a keyboard, or a camera whose pictures are searched."""
