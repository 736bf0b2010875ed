func switching_effort(settings []int, on_effort int, off_effort int) int {
	total := 0
	for j, after := range settings {
		for _, before := range settings[:j] {
			for lamp := 0; lamp < 30; lamp++ {
				change := after>>lamp&1 - before>>lamp&1
				if change > 0 {
					total += on_effort
				} else if change < 0 {
					total += off_effort
				}
			}
		}
	}
	return total
}
