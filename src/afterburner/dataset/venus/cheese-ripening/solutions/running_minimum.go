func best_ripening(prices []int, days int) int {
	if len(prices) <= days {
		return 0
	}
	best, lowest := 0, prices[0]
	for at, price := range prices[days:] {
		if prices[at] < lowest {
			lowest = prices[at]
		}
		if price-lowest > best {
			best = price - lowest
		}
	}
	return best
}
