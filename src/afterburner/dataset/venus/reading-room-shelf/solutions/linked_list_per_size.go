func cellar_walks(requests []int, sizes []int) []int {
	numberOf := map[int]int{}
	numbers := make([]int, len(requests))
	for i, book := range requests {
		number, known := numberOf[book]
		if !known {
			number = len(numberOf)
			numberOf[book] = number
		}
		numbers[i] = number
	}
	joint := len(numberOf) // after it the longest unused, before it the last used
	before := make([]int, joint+1)
	after := make([]int, joint+1)
	result := make([]int, len(sizes))
	for k, size := range sizes {
		for i := range before {
			before[i] = -1
		}
		before[joint], after[joint] = joint, joint
		held := 0
		for _, book := range numbers {
			if before[book] >= 0 {
				after[before[book]] = after[book]
				before[after[book]] = before[book]
			} else {
				result[k]++
				if held == size {
					oldest := after[joint]
					after[joint] = after[oldest]
					before[after[joint]] = joint
					before[oldest] = -1
				} else {
					held++
				}
			}
			last := before[joint]
			before[book], after[book] = last, joint
			after[last], before[joint] = book, book
		}
	}
	return result
}
