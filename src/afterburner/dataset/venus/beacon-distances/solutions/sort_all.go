import "sort"

func kth_distance(marks []int, k int) int {
	sort.Ints(marks)
	var distances []int
	for i, mark := range marks {
		for _, lower := range marks[:i] {
			distances = append(distances, mark-lower)
		}
	}
	sort.Ints(distances)
	return distances[k-1]
}
