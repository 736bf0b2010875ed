func count_strips(a int, b int, m int, lengths []int) []int {
	counts := make([]int, len(lengths))
	for k, n := range lengths {
		before, here := 0, 1%m
		for i := 0; i < n; i++ {
			before, here = here, (a*here+b*before)%m
		}
		counts[k] = here
	}
	return counts
}
