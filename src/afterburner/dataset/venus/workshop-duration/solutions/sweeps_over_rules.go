func finish_time(durations []int, rules [][]int) int {
	n := len(durations)
	start := make([]int, n)
	before := make([]int, n) // jobs on the longest chain, which a circle never lets settle
	for sweep := 0; sweep <= n; sweep++ {
		changed := false
		for _, rule := range rules {
			a, b := rule[0], rule[1]
			if start[a]+durations[a] > start[b] {
				start[b] = start[a] + durations[a]
				changed = true
			}
			if before[a]+1 > before[b] {
				before[b] = before[a] + 1
				changed = true
			}
		}
		if !changed {
			latest := 0
			for job, duration := range durations {
				if start[job]+duration > latest {
					latest = start[job] + duration
				}
			}
			return latest
		}
	}
	return -1
}
