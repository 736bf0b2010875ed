import (
	"math"
	"sort"
)

func cabins_of(stays [][]int) []int {
	order := make([]int, len(stays))
	for guest := range order {
		order[guest] = guest
	}
	sort.SliceStable(order, func(i, j int) bool { return stays[order[i]][0] < stays[order[j]][0] })
	n := len(stays)
	width := int(math.Sqrt(float64(n))) + 1
	freeFrom := make([]int, width*(n/width+1))
	earliest := make([]int, n/width+1)
	cabins := make([]int, n)
	for _, guest := range order {
		arrival := stays[guest][0]
		block := 0
		for earliest[block] > arrival {
			block++
		}
		cabin := block * width
		for freeFrom[cabin] > arrival {
			cabin++
		}
		freeFrom[cabin] = stays[guest][1]
		cabins[guest] = cabin + 1
		least := freeFrom[cabin]
		for _, day := range freeFrom[block*width : (block+1)*width] {
			if day < least {
				least = day
			}
		}
		earliest[block] = least
	}
	return cabins
}
