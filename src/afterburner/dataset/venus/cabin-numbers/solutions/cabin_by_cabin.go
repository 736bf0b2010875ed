import "sort"

func cabins_of(stays [][]int) []int {
	waiting := make([]int, len(stays))
	for guest := range waiting {
		waiting[guest] = guest
	}
	sort.SliceStable(waiting, func(i, j int) bool { return stays[waiting[i]][0] < stays[waiting[j]][0] })
	cabins := make([]int, len(stays))
	for cabin := 1; len(waiting) > 0; cabin++ {
		left := waiting[:0] // what is left is written over what was read before
		freeFrom := 0
		for _, guest := range waiting {
			if stays[guest][0] >= freeFrom {
				cabins[guest] = cabin
				freeFrom = stays[guest][1]
			} else {
				left = append(left, guest)
			}
		}
		waiting = left
	}
	return cabins
}
