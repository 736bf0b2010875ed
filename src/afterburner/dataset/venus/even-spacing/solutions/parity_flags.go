func even_triples(trees []int) int {
	var flags [20001]uint8
	var halves [2][]int
	for _, tree := range trees {
		flags[tree] = 1
		halves[tree%2] = append(halves[tree%2], tree/2)
	}
	found := 0
	for parity, same := range halves {
		for k, half := range same {
			shifted := flags[half+parity:]
			for _, other := range same[:k] {
				found += int(shifted[other])
			}
		}
	}
	return found
}
