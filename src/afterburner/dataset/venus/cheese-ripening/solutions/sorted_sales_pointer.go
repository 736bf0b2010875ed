import "sort"

func best_ripening(prices []int, days int) int {
	sales := make([]int, len(prices))
	for day := range sales {
		sales[day] = day
	}
	sort.Slice(sales, func(a, b int) bool { return prices[sales[a]] > prices[sales[b]] })
	best, at := 0, 0
	for bought := 0; bought+days < len(prices); bought++ {
		for sales[at] < bought+days {
			at++
		}
		if gain := prices[sales[at]] - prices[bought]; gain > best {
			best = gain
		}
	}
	return best
}
