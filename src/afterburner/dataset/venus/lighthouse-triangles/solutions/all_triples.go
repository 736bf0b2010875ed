func side(a, b []int) int {
	cross := a[0]*b[1] - a[1]*b[0]
	if cross > 0 {
		return 1
	}
	if cross < 0 {
		return -1
	}
	return 0
}

func enclosing_triangles(buoys [][]int) int {
	found := 0
	for i, a := range buoys {
		for j, b := range buoys[:i] {
			for _, c := range buoys[:j] {
				first := side(a, b)
				if first != 0 && side(b, c) == first && side(c, a) == first {
					found++
				}
			}
		}
	}
	return found
}
