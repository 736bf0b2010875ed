def best_ripening(prices, days)
  dearest = prices.dup
  (prices.size - 2).downto(0) do |day|
    dearest[day] = dearest[day + 1] if dearest[day + 1] > dearest[day]
  end
  gains = (dearest[days..] || []).zip(prices).map { |sold, bought| sold - bought }
  [gains.max || 0, 0].max
end
