func contact_groups(teeth []int) int {
	top := 0
	for _, size := range teeth {
		if size > top {
			top = size
		}
	}
	count := make([]int, top+1)
	for _, size := range teeth {
		count[size]++
	}
	exact := make([]int, top+1)
	total := 0
	for d := top; d > 0; d-- {
		both, counted := count[d], 0
		for multiple := 2 * d; multiple <= top; multiple += d {
			both += count[multiple]
			counted += exact[multiple]
		}
		exact[d] = both*(both-1)/2 - counted
		total += d * exact[d]
	}
	return total
}
