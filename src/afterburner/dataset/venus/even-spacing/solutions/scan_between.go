import "sort"

func even_triples(trees []int) int {
	sort.Ints(trees)
	found := 0
	for k, right := range trees {
		for i, left := range trees[:k] {
			for _, middle := range trees[i+1 : k] {
				if middle-left == right-middle {
					found++
				}
			}
		}
	}
	return found
}
