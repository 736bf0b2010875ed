func common_refrains(song string, times int, longest int) int {
	n := len(song)
	numbers := make([]int, n)
	total := 0
	for length := 1; length <= longest && length <= n; length++ {
		numberOf := map[int]int{}
		counts := make([]int, n)
		often := 0
		for start := 0; start+length <= n; start++ {
			pair := numbers[start]*26 + int(song[start+length-1]-'a')
			number, known := numberOf[pair]
			if !known {
				number = len(numberOf)
				numberOf[pair] = number
			}
			numbers[start] = number
			counts[number]++
			if counts[number] == times {
				often++
			}
		}
		if often == 0 {
			break
		}
		total += often
	}
	return total
}
