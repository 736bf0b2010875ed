func trapped_water(heights []int) int {
	water, left := 0, 0
	for i, height := range heights {
		if height > left {
			left = height
		}
		right := height
		for j := i + 1; j < len(heights) && right < left; j++ {
			if heights[j] > right {
				right = heights[j]
			}
		}
		if left < right {
			right = left
		}
		water += right - height
	}
	return water
}
