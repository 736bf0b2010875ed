type road struct{ u, v int }

type union struct{ root, size int }

func group_counts(n int, changes [][]int) []int {
	q := len(changes)
	size := 1
	for size < q {
		size *= 2
	}
	roadsOf := make([][]road, 2*size)
	add := func(start, end int, r road) {
		for left, right := start+size, end+size; left < right; left, right = left/2, right/2 {
			if left&1 == 1 {
				roadsOf[left] = append(roadsOf[left], r)
				left++
			}
			if right&1 == 1 {
				right--
				roadsOf[right] = append(roadsOf[right], r)
			}
		}
	}
	opened := map[road]int{}
	for time, change := range changes {
		r := road{change[0], change[1]}
		if r.u > r.v {
			r = road{r.v, r.u}
		}
		if start, isOpen := opened[r]; isOpen {
			add(start, time, r)
			delete(opened, r)
		} else {
			opened[r] = time
		}
	}
	for r, time := range opened {
		add(time, q, r)
	}

	parent := make([]int, n) // of a root: minus the size of its group
	for island := range parent {
		parent[island] = -1
	}
	root := func(a int) int {
		for parent[a] >= 0 {
			a = parent[a]
		}
		return a
	}
	joined := []union{}
	result := make([]int, 0, q)
	var visit func(node, first, width, groups int)
	visit = func(node, first, width, groups int) {
		if first >= q {
			return
		}
		before := len(joined)
		for _, r := range roadsOf[node] {
			a, b := root(r.u), root(r.v)
			if a != b {
				if parent[a] > parent[b] {
					a, b = b, a
				}
				joined = append(joined, union{b, parent[b]})
				parent[a] += parent[b]
				parent[b] = a
				groups--
			}
		}
		if node >= size {
			result = append(result, groups)
		} else {
			visit(2*node, first, width/2, groups)
			visit(2*node+1, first+width/2, width/2, groups)
		}
		for i := len(joined) - 1; i >= before; i-- {
			b := joined[i]
			parent[parent[b.root]] -= b.size
			parent[b.root] = b.size
		}
		joined = joined[:before]
	}
	visit(1, 0, size, n)
	return result
}
