"""The reader for social-security cards: the contact chip of generations 1 to 3, through the PC/SC service."""
