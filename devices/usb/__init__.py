"""What hangs on the kiosk's USB ports, and the moment when something comes or goes."""
