func choose2(n int) int { return n * (n - 1) / 2 }
func choose3(n int) int { return n * (n - 1) * (n - 2) / 6 }

func enclosing_triangles(buoys [][]int) int {
	result, twice := choose3(len(buoys)), 0
	done := make([]bool, len(buoys))
	for i, buoy := range buoys {
		if done[i] {
			continue
		}
		x, y := buoy[0], buoy[1]
		same, left, opposite := 0, 0, 0
		for j, other := range buoys {
			cross := x*other[1] - y*other[0]
			if cross > 0 {
				left++
			} else if cross == 0 && x*other[0]+y*other[1] > 0 {
				same++
				done[j] = true
			} else if cross == 0 {
				opposite++
			}
		}
		ahead := left + opposite
		result -= choose3(same+ahead) - choose3(ahead)
		twice += choose2(same)*opposite + choose2(opposite)*same
	}
	return result + twice/2
}
