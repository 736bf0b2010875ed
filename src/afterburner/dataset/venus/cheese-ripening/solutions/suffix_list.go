func best_ripening(prices []int, days int) int {
	n := len(prices)
	dearest := make([]int, n+1)
	for day := n - 1; day >= 0; day-- {
		dearest[day] = dearest[day+1]
		if prices[day] > dearest[day] {
			dearest[day] = prices[day]
		}
	}
	best := 0
	for bought := 0; bought+days < n; bought++ {
		if gain := dearest[bought+days] - prices[bought]; gain > best {
			best = gain
		}
	}
	return best
}
