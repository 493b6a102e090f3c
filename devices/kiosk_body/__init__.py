"""What is built into the kiosk's body: presence sensor, service door, status light, emergency power, loudspeaker."""
