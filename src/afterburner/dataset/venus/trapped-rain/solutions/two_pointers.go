func trapped_water(heights []int) int {
	water, left, right := 0, 0, 0
	for i, j := 0, len(heights)-1; i <= j; {
		if heights[i] > left {
			left = heights[i]
		}
		if heights[j] > right {
			right = heights[j]
		}
		if left <= right {
			water += left - heights[i]
			i++
		} else {
			water += right - heights[j]
			j--
		}
	}
	return water
}
