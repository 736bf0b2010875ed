func cellar_walks(requests []int, sizes []int) []int {
	n := len(requests)
	tree := make([]int32, n+1)
	servedFrom := make([]int, n+2)
	lastUse := make(map[int]int)
	for index, book := range requests {
		time := index + 1
		use := lastUse[book]
		if use > 0 {
			needed := int32(len(lastUse) + 1)
			for i := use; i > 0; i &= i - 1 {
				needed -= tree[i]
			}
			servedFrom[needed]++
			for i := use; i <= n; i += i & -i {
				tree[i]--
			}
		}
		for i := time; i <= n; i += i & -i {
			tree[i]++
		}
		lastUse[book] = time
	}
	for size := 1; size <= n; size++ {
		servedFrom[size] += servedFrom[size-1]
	}
	result := make([]int, len(sizes))
	for k, size := range sizes {
		if size > n {
			size = n
		}
		result[k] = n - servedFrom[size]
	}
	return result
}
