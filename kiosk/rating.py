"""What a rating can be about (好差评): the four indicators of the online channel, where kiosks belong.

Five levels, voluntary, never filled in for the resident; the words on the screen differ by level, the ids do not.
"""

from enum import StrEnum


class RatingAspect(StrEnum):
    EFFICIENCY = "efficiency"
    """办事效率."""
    GUIDE = "guide"
    """指南精确度."""
    CONVENIENCE = "convenience"
    """便捷度."""
    OPERATION = "operation"
    """平台操作性."""
