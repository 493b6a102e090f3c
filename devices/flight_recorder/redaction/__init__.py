"""One redaction for each protocol: bytes in, entries out that cannot hold a resident's data."""
