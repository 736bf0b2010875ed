import "sort"

type buoy struct{ x, y, side int }

func enclosing_triangles(buoys [][]int) int {
	sorted := make([]buoy, len(buoys))
	for i, place := range buoys {
		x, y := place[0], place[1]
		if y < 0 || y == 0 && x < 0 {
			sorted[i] = buoy{-x, -y, 1}
		} else {
			sorted[i] = buoy{x, y, 0}
		}
	}
	sort.Slice(sorted, func(i, j int) bool { return sorted[i].x*sorted[j].y > sorted[i].y*sorted[j].x })
	var single, twins [2]int
	triple := 0
	for i := 0; i < len(sorted); {
		line := sorted[i]
		var fresh [2]int
		for i < len(sorted) && line.x*sorted[i].y == line.y*sorted[i].x {
			fresh[sorted[i].side]++
			i++
		}
		triple += fresh[0]*twins[1] + fresh[1]*twins[0]
		twins[0] += fresh[0] * single[1]
		twins[1] += fresh[1] * single[0]
		single[0] += fresh[0]
		single[1] += fresh[1]
	}
	return triple
}
