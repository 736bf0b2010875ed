"""Beyond: which share of other solutions does this one beat?"""

from collections.abc import Sequence


def percentile_rank(value: float, distribution: Sequence[float], *, ties_count: bool = True) -> float:
    """Return the share, 0 to 1, of ``distribution`` that is worse than ``value``, where less is better.

    Source: the paper's percentile rank behind Beyond-T, -M and -I (arXiv 2505.23387, section 3). A tie counts as beaten,
    as in the reference implementation; ``ties_count=False`` counts only what is strictly worse.

    Raises:
        ValueError: the distribution is empty.

    """
    if not distribution:
        raise ValueError("an empty distribution ranks nothing")
    beaten = sum(other >= value if ties_count else other > value for other in distribution)
    return beaten / len(distribution)
