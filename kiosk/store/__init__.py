"""The local store: what residents handed in, kept sealed on this machine until the platform has signed for it.

Two copies of the truth lie side by side. The *files* (``sealed/<id>``, ``attachments/<sha256>``) hold the bytes and
outlive the database; the *rows* (``kiosk.db``) hold where each application stands. A row is written only after its
files are on the platter, so a row without files is damage, and files without a row tell how far a crash had come.
"""
