from itertools import accumulate
from operator import sub


def best_ripening(prices, days):
    return max(0, max(map(sub, prices[days:], accumulate(prices, min)), default=0))
