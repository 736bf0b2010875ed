func finish_time(durations []int, rules [][]int) int {
	n := len(durations)
	row := make([]int32, n+1)
	missing := make([]int32, n)
	flat := make([]int32, len(rules))
	for _, rule := range rules {
		row[rule[0]]++
		missing[rule[1]]++
	}
	for job := 0; job < n; job++ {
		row[job+1] += row[job]
	}
	for _, rule := range rules {
		row[rule[0]]--
		flat[row[rule[0]]] = int32(rule[1])
	}
	order := make([]int32, 0, n)
	for job := 0; job < n; job++ {
		if missing[job] == 0 {
			order = append(order, int32(job))
		}
	}
	start := make([]int, n)
	latest := 0
	for place := 0; place < len(order); place++ {
		job := order[place]
		finish := start[job] + durations[job]
		if finish > latest {
			latest = finish
		}
		for _, other := range flat[row[job]:row[job+1]] {
			if finish > start[other] {
				start[other] = finish
			}
			missing[other]--
			if missing[other] == 0 {
				order = append(order, other)
			}
		}
	}
	if len(order) < n {
		return -1
	}
	return latest
}
