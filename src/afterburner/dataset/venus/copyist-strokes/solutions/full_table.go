func strokes(line, wish string) int {
	table := make([][]int, len(line)+1)
	for i := range table {
		table[i] = make([]int, len(wish)+1)
		for j := range table[i] {
			if i == 0 || j == 0 {
				table[i][j] = i + j
			} else if line[i-1] == wish[j-1] {
				table[i][j] = table[i-1][j-1]
			} else if table[i-1][j] < table[i][j-1] {
				table[i][j] = 1 + table[i-1][j]
			} else {
				table[i][j] = 1 + table[i][j-1]
			}
		}
	}
	return table[len(line)][len(wish)]
}

func copyist_strokes(written []string, meant []string) []int {
	result := []int{}
	for k := range written {
		result = append(result, strokes(written[k], meant[k]))
	}
	return result
}
