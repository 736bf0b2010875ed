function best_ripening(prices, days) {
  const n = prices.length;
  const dearest = new Array(n + 1).fill(0);
  for (let day = n - 1; day >= 0; day--) dearest[day] = Math.max(dearest[day + 1], prices[day]);
  return prices.reduce(
    (best, price, day) => (day + days < n ? Math.max(best, dearest[day + days] - price) : best), 0);
}
