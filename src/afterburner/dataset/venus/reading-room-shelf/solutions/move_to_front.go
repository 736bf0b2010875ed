func cellar_walks(requests []int, sizes []int) []int {
	n := len(requests)
	latestFirst := make([]int, 0, n)
	servedFrom := make([]int, n+1)
	for _, book := range requests {
		place := 0
		for place < len(latestFirst) && latestFirst[place] != book {
			place++
		}
		if place == len(latestFirst) {
			latestFirst = append(latestFirst, book)
		} else {
			servedFrom[place+1]++
		}
		copy(latestFirst[1:place+1], latestFirst[:place])
		latestFirst[0] = book
	}
	for size := 1; size <= n; size++ {
		servedFrom[size] += servedFrom[size-1]
	}
	result := make([]int, len(sizes))
	for k, size := range sizes {
		if size > n {
			size = n
		}
		result[k] = n - servedFrom[size]
	}
	return result
}
