func finish_time(durations []int, rules [][]int) int {
	n := len(durations)
	earlier := make([][]int, n)
	for _, rule := range rules {
		earlier[rule[1]] = append(earlier[rule[1]], rule[0])
	}
	state := make([]byte, n) // 0 new, 1 on the current way, 2 done
	finish := make([]int, n)
	latest := 0
	stack := []int{}
	for root := 0; root < n; root++ {
		stack = append(stack, root)
		for len(stack) > 0 {
			job := stack[len(stack)-1]
			if state[job] == 0 {
				state[job] = 1
				for _, other := range earlier[job] {
					if state[other] == 1 {
						return -1
					}
					if state[other] == 0 {
						stack = append(stack, other)
					}
				}
				continue
			}
			stack = stack[:len(stack)-1]
			if state[job] == 2 {
				continue
			}
			state[job] = 2
			start := 0
			for _, other := range earlier[job] {
				if finish[other] > start {
					start = finish[other]
				}
			}
			finish[job] = start + durations[job]
			if finish[job] > latest {
				latest = finish[job]
			}
		}
	}
	return latest
}
