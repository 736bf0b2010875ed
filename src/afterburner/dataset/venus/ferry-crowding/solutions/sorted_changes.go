import "sort"

func fullest_section(n int, groups [][]int) []int {
	type change struct{ section, people int }
	changes := make([]change, 0, 2*len(groups)+1)
	for _, group := range groups {
		changes = append(changes, change{group[0], group[2]}, change{group[1] + 1, -group[2]})
	}
	sort.Slice(changes, func(i, j int) bool { return changes[i].section < changes[j].section })
	changes = append(changes, change{n, 0})
	most, first, amount, aboard, since := -1, 0, 0, 0, 0
	for _, c := range changes {
		if c.section > since {
			if aboard > most {
				most, first, amount = aboard, since, c.section-since
			} else if aboard == most {
				amount += c.section - since
			}
			since = c.section
		}
		aboard += c.people
	}
	return []int{most, first, amount}
}
