"""The visit: a pure state machine from the touch that wakes the screen to the wipe behind the resident."""
