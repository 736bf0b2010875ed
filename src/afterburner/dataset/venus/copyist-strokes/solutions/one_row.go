func copyist_strokes(written []string, meant []string) []int {
	result := make([]int, len(written))
	for k, line := range written {
		wish := meant[k]
		row := make([]int32, len(wish)+1)
		for j := range row {
			row[j] = int32(j)
		}
		for i := 0; i < len(line); i++ {
			corner, left := row[0], int32(i+1)
			row[0] = left
			for j := 0; j < len(wish); j++ {
				up := row[j+1]
				if line[i] == wish[j] {
					left = corner
				} else if up < left {
					left = up + 1
				} else {
					left++
				}
				row[j+1] = left
				corner = up
			}
		}
		result[k] = int(row[len(wish)])
	}
	return result
}
