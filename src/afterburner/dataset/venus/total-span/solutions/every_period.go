func total_span(temperatures []int) int {
	total := 0
	for first, low := range temperatures {
		high := low
		for _, value := range temperatures[first:] {
			if value < low {
				low = value
			}
			if value > high {
				high = value
			}
			total += high - low
		}
	}
	return total
}
