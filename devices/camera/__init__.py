"""Cameras, towards the resident and above the tray: on only while somebody needs the picture."""
