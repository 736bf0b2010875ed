type point struct{ x, y int }

func cross(a, b point) int { return a.x*b.y - a.y*b.x }

func enclosing_triangles(buoys [][]int) int {
	points := make([]point, len(buoys))
	for i, buoy := range buoys {
		points[i] = point{buoy[0], buoy[1]}
	}
	var left, right []point
	found := 0
	for i, first := range points {
		left, right = left[:0], right[:0]
		for _, second := range points[:i] {
			side := cross(first, second)
			if side > 0 {
				left = append(left, second)
			} else if side < 0 {
				right = append(right, second)
			}
		}
		for _, second := range left {
			for _, third := range right {
				if cross(second, third) > 0 {
					found++
				}
			}
		}
	}
	return found
}
