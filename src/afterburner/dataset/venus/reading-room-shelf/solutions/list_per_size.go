func cellar_walks(requests []int, sizes []int) []int {
	result := []int{}
	for _, size := range sizes {
		shelf := []int{}
		walks := 0
		for _, book := range requests {
			place := 0
			for place < len(shelf) && shelf[place] != book {
				place++
			}
			if place == len(shelf) {
				walks++
				if len(shelf) < size {
					shelf = append(shelf, book)
					continue
				}
				place = 0
			}
			copy(shelf[place:], shelf[place+1:])
			shelf[len(shelf)-1] = book
		}
		result = append(result, walks)
	}
	return result
}
