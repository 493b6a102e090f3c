"""The cable between the hall and the platform: only as a simulation, to be cut and mended."""
