func total_span(temperatures []int) int {
	n := len(temperatures)
	warmer, colder := make([]int32, n), make([]int32, n)
	// Sums of the highest and of the lowest temperatures over all periods that end on a day; entry 0 is no day.
	highs, lows := make([]int, n+1), make([]int, n+1)
	total := 0
	for day, value := range temperatures {
		at := int32(day) - 1
		for at >= 0 && temperatures[at] <= value {
			at = warmer[at]
		}
		warmer[day] = at
		highs[day+1] = highs[at+1] + value*(day-int(at))
		at = int32(day) - 1
		for at >= 0 && temperatures[at] >= value {
			at = colder[at]
		}
		colder[day] = at
		lows[day+1] = lows[at+1] + value*(day-int(at))
		total += highs[day+1] - lows[day+1]
	}
	return total
}
