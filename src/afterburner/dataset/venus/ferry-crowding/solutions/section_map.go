func fullest_section(n int, groups [][]int) []int {
	load := map[int]int{}
	for _, group := range groups {
		for section := group[0]; section <= group[1]; section++ {
			load[section] += group[2]
		}
	}
	if len(load) == 0 {
		return []int{0, 0, n}
	}
	most, first, amount := 0, n, 0
	for section, people := range load {
		if people > most {
			most, first, amount = people, section, 1
		} else if people == most {
			amount++
			if section < first {
				first = section
			}
		}
	}
	return []int{most, first, amount}
}
