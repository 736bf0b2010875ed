import "sort"

func rank_scores(scores []int) []int {
	sorted := append([]int{}, scores...)
	sort.Ints(sorted)
	place := map[int]int{}
	for i, score := range sorted {
		place[score] = len(sorted) - i
	}
	ranks := make([]int, len(scores))
	for i, score := range scores {
		ranks[i] = place[score]
	}
	return ranks
}
