import "sort"

func count_walks(climbs []int, low int, high int) int {
	heights := make([]int, len(climbs)+1)
	for at, climb := range climbs {
		heights[at+1] = heights[at] + climb
	}
	// A Fenwick tree over the huts whose nodes are sorted lists of heights.
	nodes := make([][]int, len(heights)+1)
	for at := 1; at <= len(heights); at++ {
		nodes[at] = append(nodes[at], heights[at&(at-1):at]...)
		sort.Ints(nodes[at])
	}
	count := 0
	for hut, height := range heights {
		for at := hut; at > 0; at &= at - 1 {
			count += sort.SearchInts(nodes[at], height-low+1) - sort.SearchInts(nodes[at], height-high)
		}
	}
	return count
}
