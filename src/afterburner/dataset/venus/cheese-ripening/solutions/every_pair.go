func best_ripening(prices []int, days int) int {
	best := 0
	for bought := 0; bought+days < len(prices); bought++ {
		for _, price := range prices[bought+days:] {
			if price-prices[bought] > best {
				best = price - prices[bought]
			}
		}
	}
	return best
}
