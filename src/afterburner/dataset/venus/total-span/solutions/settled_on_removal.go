func totalOfMaxima(values []int) int {
	n := len(values)
	stack := []int{-1}
	total := 0
	for day := 0; day <= n; day++ {
		for len(stack) > 1 && (day == n || values[stack[len(stack)-1]] < values[day]) {
			top := stack[len(stack)-1]
			stack = stack[:len(stack)-1]
			total += values[top] * (top - stack[len(stack)-1]) * (day - top)
		}
		stack = append(stack, day)
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
