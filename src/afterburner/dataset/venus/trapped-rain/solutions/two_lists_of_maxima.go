func larger(a, b int) int {
	if a > b {
		return a
	}
	return b
}

func trapped_water(heights []int) int {
	n := len(heights)
	left, right := make([]int, n+1), make([]int, n+1)
	for i := 0; i < n; i++ {
		left[i+1] = larger(left[i], heights[i])
	}
	for i := n - 1; i >= 0; i-- {
		right[i] = larger(right[i+1], heights[i])
	}
	water := 0
	for i, height := range heights {
		level := left[i+1]
		if right[i] < level {
			level = right[i]
		}
		water += level - height
	}
	return water
}
