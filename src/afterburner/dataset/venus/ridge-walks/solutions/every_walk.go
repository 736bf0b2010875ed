func count_walks(climbs []int, low int, high int) int {
	count := 0
	for first := range climbs {
		net := 0
		for _, climb := range climbs[first:] {
			net += climb
			if low <= net && net <= high {
				count++
			}
		}
	}
	return count
}
