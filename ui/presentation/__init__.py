"""What each screen shows: a visit turned into plain words and lists, so that QML holds layout only."""
