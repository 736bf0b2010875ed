func count_walks(climbs []int, low int, high int) int {
	heights := make([]int, len(climbs)+1)
	for at, climb := range climbs {
		heights[at+1] = heights[at] + climb
	}
	spare := make([]int, len(heights))
	var solve func(heights, spare []int) int
	// Sorts the heights and returns the number of walks among them.
	solve = func(heights, spare []int) int {
		if len(heights) < 2 {
			return 0
		}
		middle := len(heights) / 2
		left, right := heights[:middle], heights[middle:]
		count := solve(left, spare[:middle]) + solve(right, spare[middle:])
		first, last, taken := 0, 0, 0
		for at, height := range right {
			for first < middle && left[first] < height-high {
				first++
			}
			for last < middle && left[last] <= height-low {
				last++
			}
			count += last - first
			for taken < middle && left[taken] <= height {
				spare[taken+at] = left[taken]
				taken++
			}
			spare[taken+at] = height
		}
		copy(spare[taken+len(right):], left[taken:])
		copy(heights, spare)
		return count
	}
	return solve(heights, spare)
}
