"""Chinese written with a finger: strokes in, characters that may be meant out. Nothing is kept, nothing is learnt."""
