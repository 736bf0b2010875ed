func switching_effort(settings []int, on_effort int, off_effort int) int {
	n := len(settings)
	ons, offs := 0, 0
	for low := 0; low < 32; low += 8 {
		var counts, sums [256]int
		for i, setting := range settings {
			value := setting >> low & 255
			counts[value]++
			sums[value] += i
		}
		for bit := 1; bit < 256; bit *= 2 {
			lit, positions := 0, 0
			for value := bit; value < 256; value = (value + 1) | bit {
				lit += counts[value]
				positions += sums[value]
			}
			up := positions - lit*(lit-1)/2
			ons += up
			offs += lit*(n-lit) - up
		}
	}
	return on_effort*ons + off_effort*offs
}
