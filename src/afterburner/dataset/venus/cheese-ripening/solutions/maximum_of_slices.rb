def best_ripening(prices, days)
  best = 0
  (0...prices.size - days).each do |bought|
    gain = prices[bought + days..].max - prices[bought]
    best = gain if gain > best
  end
  best
end
