def best_ripening(prices, days)
  best = 0
  lowest = prices[0]
  sale = days
  last = prices.size
  while sale < last
    bought = prices[sale - days]
    lowest = bought if bought < lowest
    gain = prices[sale] - lowest
    best = gain if gain > best
    sale += 1
  end
  best
end
