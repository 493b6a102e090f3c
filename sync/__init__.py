"""The wire contract with the platform, and the worker that drains the outbox."""
