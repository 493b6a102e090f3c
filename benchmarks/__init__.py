"""How quick the station is: each figure a ratio to a floor or a peer that was measured in the same run."""
