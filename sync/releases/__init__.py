"""Signed releases of the catalogue's content and of settings: made at a desk, carried by line or USB stick, installed
whole or not at all.
"""
