func trapped_water(heights []int) int {
	water := 0
	for i, height := range heights {
		left, right := 0, 0
		for _, other := range heights[:i+1] {
			if other > left {
				left = other
			}
		}
		for _, other := range heights[i:] {
			if other > right {
				right = other
			}
		}
		if left < right {
			right = left
		}
		water += right - height
	}
	return water
}
