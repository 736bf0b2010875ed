import "sort"

func cabins_of(stays [][]int) []int {
	order := make([]int, len(stays))
	for guest := range order {
		order[guest] = guest
	}
	sort.SliceStable(order, func(i, j int) bool { return stays[order[i]][0] < stays[order[j]][0] })
	cabins := make([]int, len(stays))
	freeFrom := []int{}
	for _, guest := range order {
		cabin := 0
		for cabin < len(freeFrom) && freeFrom[cabin] > stays[guest][0] {
			cabin++
		}
		if cabin == len(freeFrom) {
			freeFrom = append(freeFrom, 0)
		}
		freeFrom[cabin] = stays[guest][1]
		cabins[guest] = cabin + 1
	}
	return cabins
}
