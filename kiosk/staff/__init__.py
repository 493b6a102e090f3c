"""Records that belong to the staff of a station: who may sign in, how its devices tested, and the log for the auditor.

All of it lies in ``staff.db``, apart from what residents handed in. Nothing of a resident can enter: every value is of
a type that holds no free text, or is cut down to harmless words on its way in.
"""
