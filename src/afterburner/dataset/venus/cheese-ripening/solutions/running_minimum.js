function best_ripening(prices, days) {
  let best = 0;
  let lowest = Infinity;
  for (let sold = days; sold < prices.length; sold++) {
    if (prices[sold - days] < lowest) lowest = prices[sold - days];
    if (prices[sold] - lowest > best) best = prices[sold] - lowest;
  }
  return best;
}
