import "sort"

func rank_scores(scores []int) []int {
	sorted := append([]int{}, scores...)
	sort.Ints(sorted)
	ranks := make([]int, len(scores))
	for i, score := range scores {
		ranks[i] = len(sorted) - sort.SearchInts(sorted, score+1) + 1
	}
	return ranks
}
