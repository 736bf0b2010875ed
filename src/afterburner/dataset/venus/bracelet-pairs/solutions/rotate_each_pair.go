func bracelet_pairs(bracelets []string) int {
	pairs := 0
	for i, left := range bracelets {
		for _, right := range bracelets[i+1:] {
			if len(left) != len(right) {
				continue
			}
			for cut := range left {
				if left[cut:]+left[:cut] == right {
					pairs++
					break
				}
			}
		}
	}
	return pairs
}
