def best_ripening(prices, days)
  best = 0
  lowest = nil
  (0...prices.size - days).each do |bought|
    next unless lowest.nil? || prices[bought] < lowest

    lowest = prices[bought]
    best = [best, prices[bought + days..].max - lowest].max
  end
  best
end
