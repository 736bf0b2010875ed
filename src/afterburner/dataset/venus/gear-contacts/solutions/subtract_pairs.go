func contact_groups(teeth []int) int {
	total := 0
	for i, first := range teeth {
		for _, second := range teeth[:i] {
			a, b := first, second
			for a != b {
				if a > b {
					a -= b
				} else {
					b -= a
				}
			}
			total += a
		}
	}
	return total
}
