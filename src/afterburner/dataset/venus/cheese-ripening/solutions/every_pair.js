function best_ripening(prices, days) {
  let best = 0;
  for (let bought = 0; bought + days < prices.length; bought++) {
    for (let sold = bought + days; sold < prices.length; sold++) {
      const gain = prices[sold] - prices[bought];
      if (gain > best) best = gain;
    }
  }
  return best;
}
