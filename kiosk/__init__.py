"""The core: catalogue, rules, the visit, applications, sealing and the local store. No Qt, no HTTP, no device I/O."""
