func strokes(line, wish string) int {
	n, m := len(line), len(wish)
	middle := n + m + 1
	farthest := make([]int, 2*(n+m)+3)
	for count := 0; ; count++ {
		for d := -count; d <= count; d += 2 {
			i := farthest[middle+d-1] + 1
			if d == -count || (d != count && farthest[middle+d-1] < farthest[middle+d+1]) {
				i = farthest[middle+d+1]
			}
			j := i - d
			for i < n && j < m && line[i] == wish[j] {
				i++
				j++
			}
			farthest[middle+d] = i
			if i >= n && j >= m {
				return count
			}
		}
	}
}

func copyist_strokes(written []string, meant []string) []int {
	result := make([]int, len(written))
	for k := range written {
		result[k] = strokes(written[k], meant[k])
	}
	return result
}
