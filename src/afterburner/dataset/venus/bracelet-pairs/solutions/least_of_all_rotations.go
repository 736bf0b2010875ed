func bracelet_pairs(bracelets []string) int {
	counts := map[string]int{}
	pairs := 0
	for _, bracelet := range bracelets {
		least := bracelet
		for cut := 1; cut < len(bracelet); cut++ {
			rotation := bracelet[cut:] + bracelet[:cut]
			if rotation < least {
				least = rotation
			}
		}
		pairs += counts[least]
		counts[least]++
	}
	return pairs
}
