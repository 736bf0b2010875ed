func contact_groups(teeth []int) int {
	total := 0
	for i, first := range teeth {
		for _, second := range teeth[:i] {
			a, b := uint32(first), uint32(second)
			for b != 0 {
				a, b = b, a%b
			}
			total += int(a)
		}
	}
	return total
}
