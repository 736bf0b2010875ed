import "sort"

func rank_scores(scores []int) []int {
	sorted := append([]int{}, scores...)
	sort.Sort(sort.Reverse(sort.IntSlice(sorted)))
	ranks := make([]int, len(scores))
	for i, score := range scores {
		place := 0
		for sorted[place] != score {
			place++
		}
		ranks[i] = place + 1
	}
	return ranks
}
