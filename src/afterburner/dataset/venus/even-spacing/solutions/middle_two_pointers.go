import "sort"

func even_triples(trees []int) int {
	sort.Ints(trees)
	found := 0
	for j, middle := range trees {
		i, k := j-1, j+1
		for i >= 0 && k < len(trees) {
			total := trees[i] + trees[k] - 2*middle
			if total == 0 {
				found++
			}
			if total <= 0 {
				k++
			}
			if total >= 0 {
				i--
			}
		}
	}
	return found
}
