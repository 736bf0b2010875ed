func group_counts(n int, changes [][]int) []int {
	neighbours := make([][]int, n)
	reachedAt := make([]int, n)
	search := 0
	stack := []int{}
	isWay := func(u, v int) bool {
		search++
		reachedAt[u] = search
		stack = append(stack[:0], u)
		for len(stack) > 0 {
			island := stack[len(stack)-1]
			stack = stack[:len(stack)-1]
			for _, other := range neighbours[island] {
				if other == v {
					return true
				}
				if reachedAt[other] != search {
					reachedAt[other] = search
					stack = append(stack, other)
				}
			}
		}
		return false
	}
	remove := func(u, v int) bool {
		for i, other := range neighbours[u] {
			if other == v {
				last := len(neighbours[u]) - 1
				neighbours[u][i] = neighbours[u][last]
				neighbours[u] = neighbours[u][:last]
				return true
			}
		}
		return false
	}
	groups := n
	result := make([]int, 0, len(changes))
	for _, change := range changes {
		u, v := change[0], change[1]
		if remove(u, v) {
			remove(v, u)
			if !isWay(u, v) {
				groups++
			}
		} else {
			if !isWay(u, v) {
				groups--
			}
			neighbours[u] = append(neighbours[u], v)
			neighbours[v] = append(neighbours[v], u)
		}
		result = append(result, groups)
	}
	return result
}
