"""The Qt Quick touchscreen shell."""
