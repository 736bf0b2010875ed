func count_strips(a int, b int, m int, lengths []int) []int {
	most := 0
	for _, n := range lengths {
		if n > most {
			most = n
		}
	}
	table := make([]int, most+2)
	table[0], table[1] = 1%m, a%m
	for n := 2; n <= most; n++ {
		table[n] = (a*table[n-1] + b*table[n-2]) % m
	}
	counts := make([]int, len(lengths))
	for k, n := range lengths {
		counts[k] = table[n]
	}
	return counts
}
