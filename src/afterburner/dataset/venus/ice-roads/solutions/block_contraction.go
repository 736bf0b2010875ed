import "math"

func rootOf(parent []int, a int) int {
	for parent[a] != a {
		parent[a] = parent[parent[a]]
		a = parent[a]
	}
	return a
}

func group_counts(n int, changes [][]int) []int {
	q := len(changes)
	// Roads get numbers; a road is open while it was changed an odd number of times.
	numberOf := map[[2]int]int{}
	roads := [][2]int{}
	roadAt := make([]int, q)
	for time, change := range changes {
		road := [2]int{change[0], change[1]}
		if road[0] > road[1] {
			road[0], road[1] = road[1], road[0]
		}
		number, known := numberOf[road]
		if !known {
			number = len(roads)
			numberOf[road] = number
			roads = append(roads, road)
		}
		roadAt[time] = number
	}
	isOpen := make([]bool, len(roads))
	block := make([]int, len(roads)) // the last block in which the road changes, so far
	parent := make([]int, n)
	small := make([]int, n)
	result := make([]int, 0, q)
	width := 2*int(math.Sqrt(float64(q))) + 1
	for start, number := 0, 1; start < q; start, number = start+width, number+1 {
		end := start + width
		if end > q {
			end = q
		}
		changing := []int{}
		for _, road := range roadAt[start:end] {
			if block[road] != number {
				block[road] = number
				changing = append(changing, road)
			}
		}
		for island := range parent {
			parent[island] = island
		}
		lasting := n
		for road, ends := range roads {
			if isOpen[road] && block[road] != number {
				a, b := rootOf(parent, ends[0]), rootOf(parent, ends[1])
				if a != b {
					parent[a] = b
					lasting--
				}
			}
		}
		ends := make([][2]int, len(changing))
		for i, road := range changing {
			ends[i] = [2]int{rootOf(parent, roads[road][0]), rootOf(parent, roads[road][1])}
		}
		for _, changed := range roadAt[start:end] {
			isOpen[changed] = !isOpen[changed]
			for _, pair := range ends {
				small[pair[0]] = pair[0]
				small[pair[1]] = pair[1]
			}
			groups := lasting
			for i, road := range changing {
				if isOpen[road] {
					a, b := rootOf(small, ends[i][0]), rootOf(small, ends[i][1])
					if a != b {
						small[a] = b
						groups--
					}
				}
			}
			result = append(result, groups)
		}
	}
	return result
}
