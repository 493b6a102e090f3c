"""Everything that touches hardware: adapters over real protocols, self-tests and simulators."""
