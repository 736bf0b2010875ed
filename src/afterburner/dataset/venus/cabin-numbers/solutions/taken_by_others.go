import "sort"

func cabins_of(stays [][]int) []int {
	n := len(stays)
	order := make([]int, n)
	for guest := range order {
		order[guest] = guest
	}
	sort.SliceStable(order, func(i, j int) bool { return stays[order[i]][0] < stays[order[j]][0] })
	cabins := make([]int, n)
	for served, guest := range order {
		taken := make([]bool, n+2)
		for _, other := range order[:served] {
			if stays[other][1] > stays[guest][0] {
				taken[cabins[other]] = true
			}
		}
		cabin := 1
		for taken[cabin] {
			cabin++
		}
		cabins[guest] = cabin
	}
	return cabins
}
