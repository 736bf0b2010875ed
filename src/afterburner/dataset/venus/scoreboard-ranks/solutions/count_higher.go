func rank_scores(scores []int) []int {
	ranks := make([]int, len(scores))
	for i, score := range scores {
		ranks[i] = 1
		for _, other := range scores {
			if other > score {
				ranks[i]++
			}
		}
	}
	return ranks
}
