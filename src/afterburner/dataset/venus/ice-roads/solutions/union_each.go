func group_counts(n int, changes [][]int) []int {
	roads := map[[2]int]bool{}
	parent := make([]int, n)
	find := func(a int) int {
		for parent[a] != a {
			parent[a] = parent[parent[a]]
			a = parent[a]
		}
		return a
	}
	result := make([]int, 0, len(changes))
	for _, change := range changes {
		road := [2]int{change[0], change[1]}
		if road[0] > road[1] {
			road[0], road[1] = road[1], road[0]
		}
		if roads[road] {
			delete(roads, road)
		} else {
			roads[road] = true
		}
		for island := range parent {
			parent[island] = island
		}
		groups := n
		for open := range roads {
			a, b := find(open[0]), find(open[1])
			if a != b {
				parent[a] = b
				groups--
			}
		}
		result = append(result, groups)
	}
	return result
}
