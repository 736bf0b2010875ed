import "sort"

func kth_distance(marks []int, k int) int {
	sort.Ints(marks)
	longest := marks[len(marks)-1] - marks[0]
	return sort.Search(longest, func(distance int) bool {
		count := 0
		for i, mark := range marks {
			count += sort.SearchInts(marks[i+1:], mark+distance+1)
		}
		return count >= k
	})
}
