func switching_effort(settings []int, on_effort int, off_effort int) int {
	var lit [30]int
	ons, offs := 0, 0
	for seen, setting := range settings {
		for lamp := range lit {
			if setting>>lamp&1 == 1 {
				ons += seen - lit[lamp]
				lit[lamp]++
			} else {
				offs += lit[lamp]
			}
		}
	}
	return on_effort*ons + off_effort*offs
}
