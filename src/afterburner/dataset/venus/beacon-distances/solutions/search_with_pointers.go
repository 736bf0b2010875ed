import "sort"

func kth_distance(marks []int, k int) int {
	sort.Ints(marks)
	low, high := 1, marks[len(marks)-1]-marks[0]
	for low < high {
		middle := (low + high) / 2
		count, start := 0, 0
		for end, mark := range marks {
			for mark-marks[start] > middle {
				start++
			}
			count += end - start
		}
		if count >= k {
			high = middle
		} else {
			low = middle + 1
		}
	}
	return low
}
