func contact_groups(teeth []int) int {
	top := 0
	for _, size := range teeth {
		if size > top {
			top = size
		}
	}
	divisors := make([][]int, top+1)
	totient := make([]int, top+1)
	for d := 1; d <= top; d++ {
		totient[d] += d
		for multiple := 2 * d; multiple <= top; multiple += d {
			totient[multiple] -= totient[d]
		}
		for multiple := d; multiple <= top; multiple += d {
			divisors[multiple] = append(divisors[multiple], d)
		}
	}
	seen := make([]int, top+1)
	total := 0
	for _, size := range teeth {
		for _, d := range divisors[size] {
			total += totient[d] * seen[d]
			seen[d]++
		}
	}
	return total
}
