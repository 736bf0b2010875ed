import "sort"

func count_walks(climbs []int, low int, high int) int {
	before := []int{0}
	height, count := 0, 0
	for _, climb := range climbs {
		height += climb
		count += sort.SearchInts(before, height-low+1) - sort.SearchInts(before, height-high)
		at := sort.SearchInts(before, height)
		before = append(before, 0)
		copy(before[at+1:], before[at:])
		before[at] = height
	}
	return count
}
