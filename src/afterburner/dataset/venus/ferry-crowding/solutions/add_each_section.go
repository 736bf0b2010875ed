func fullest_section(n int, groups [][]int) []int {
	load := make([]int, n)
	for _, group := range groups {
		for section := group[0]; section <= group[1]; section++ {
			load[section] += group[2]
		}
	}
	best := 0
	for section, people := range load {
		if people > load[best] {
			best = section
		}
	}
	amount := 0
	for _, people := range load {
		if people == load[best] {
			amount++
		}
	}
	return []int{load[best], best, amount}
}
