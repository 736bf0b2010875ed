import "math/bits"

func totalOfMaxima(values []int) int {
	n := len(values)
	first := make([]int, n)
	for day := range first {
		first[day] = day
	}
	warmer := func(a, b int) int {
		if values[b] > values[a] {
			return b
		}
		return a
	}
	rows := [][]int{first}
	for width := 1; 2*width <= n; width *= 2 {
		row := rows[len(rows)-1]
		next := make([]int, len(row)-width)
		for at := range next {
			next[at] = warmer(row[at], row[at+width])
		}
		rows = append(rows, next)
	}
	total := 0
	parts := [][2]int{{0, n}}
	for len(parts) > 0 {
		low, high := parts[len(parts)-1][0], parts[len(parts)-1][1]
		parts = parts[:len(parts)-1]
		if low == high {
			continue
		}
		level := bits.Len(uint(high-low)) - 1
		day := warmer(rows[level][low], rows[level][high-1<<level])
		total += values[day] * (day - low + 1) * (high - day)
		parts = append(parts, [2]int{low, day}, [2]int{day + 1, high})
	}
	return total
}

func total_span(temperatures []int) int {
	negated := make([]int, len(temperatures))
	for day, value := range temperatures {
		negated[day] = -value
	}
	return totalOfMaxima(temperatures) + totalOfMaxima(negated)
}
