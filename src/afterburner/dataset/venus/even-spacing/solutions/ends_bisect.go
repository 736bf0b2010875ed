import "sort"

func even_triples(trees []int) int {
	sort.Ints(trees)
	found := 0
	for k, right := range trees {
		for i, left := range trees[:k] {
			if (left+right)%2 != 0 {
				continue
			}
			between := trees[i:k]
			place := sort.SearchInts(between, (left+right)/2)
			if place < len(between) && 2*between[place] == left+right {
				found++
			}
		}
	}
	return found
}
