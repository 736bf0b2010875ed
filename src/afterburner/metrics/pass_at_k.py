"""pass@k: how likely is it that one of k samples is right?

    pass_at_k(samples=10, correct=3, k=1)      # 0.3
    pass_at_k(samples=10, correct=3, k=5)      # 0.9167

Source: Chen et al., Evaluating Large Language Models Trained on Code (2021, arXiv 2107.03374), and its code (human-eval,
``evaluation``): of n samples c are right; 1 - C(n - c, k) / C(n, k) is unbiased for the probability that at least one of k fresh
samples is. As there, it is a product of factors in [0, 1] and no binomial coefficient is formed, so that it is stable for any n.

Deliberate difference: k > n is an error. There the estimator says 1.0, for n - c < k whatever the model can do, and the program
leaves out a k that any problem has too few samples for.
"""

from collections.abc import Sequence

import numpy as np

from afterburner.metrics.samples import check_same_length


def pass_at_k(*, samples: int, correct: int, k: int) -> float:
    """Return the unbiased estimate, 0 to 1, from ``correct`` right ones among ``samples``.

    Raises:
        ValueError: k is less than 1 or more than ``samples``; ``correct`` is not in 0 to ``samples``.

    """
    if not 0 <= correct <= samples:
        raise ValueError(f"correct: {correct} of {samples} samples")
    if k < 1:
        raise ValueError(f"k: {k} is less than 1")
    if k > samples:
        raise ValueError(f"k: pass@{k} needs at least {k} samples a problem, there are {samples}")
    if samples - correct < k:
        return 1.0
    # C(n - c, k) / C(n, k) = product over i in n - c + 1 ... n of (1 - k / i)
    return 1.0 - float(np.prod(1.0 - k / np.arange(samples - correct + 1, samples + 1)))


def mean_pass_at_k(*, samples: Sequence[int], correct: Sequence[int], k: int) -> float:
    """Return the mean over problems.

    Raises:
        ValueError: as :func:`pass_at_k`, for any problem; lengths differ; there is no problem.

    """
    check_same_length(samples=samples, correct=correct)
    if not samples:
        raise ValueError("samples: no problems")
    values = [pass_at_k(samples=n, correct=c, k=k) for n, c in zip(samples, correct, strict=True)]
    return float(np.mean(values))
