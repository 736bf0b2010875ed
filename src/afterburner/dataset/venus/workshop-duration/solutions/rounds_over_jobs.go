func finish_time(durations []int, rules [][]int) int {
	n := len(durations)
	earlier := make([][]int, n)
	for _, rule := range rules {
		earlier[rule[1]] = append(earlier[rule[1]], rule[0])
	}
	finish := make([]int, n)
	waiting := make([]int, n)
	for job := range finish {
		finish[job] = -1
		waiting[job] = job
	}
	latest := 0
	for len(waiting) > 0 {
		stillWaiting := []int{}
		for _, job := range waiting {
			start := 0
			for _, other := range earlier[job] {
				if finish[other] < 0 {
					start = -1
					break
				}
				if finish[other] > start {
					start = finish[other]
				}
			}
			if start < 0 {
				stillWaiting = append(stillWaiting, job)
				continue
			}
			finish[job] = start + durations[job]
			if finish[job] > latest {
				latest = finish[job]
			}
		}
		if len(stillWaiting) == len(waiting) {
			return -1
		}
		waiting = stillWaiting
	}
	return latest
}
