func fullest_section(n int, groups [][]int) []int {
	change := make([]int32, n+1)
	for _, group := range groups {
		change[group[0]] += int32(group[2])
		change[group[1]+1] -= int32(group[2])
	}
	most, first, amount, aboard := -1, 0, 0, 0
	for section := 0; section < n; section++ {
		aboard += int(change[section])
		if aboard > most {
			most, first, amount = aboard, section, 1
		} else if aboard == most {
			amount++
		}
	}
	return []int{most, first, amount}
}
