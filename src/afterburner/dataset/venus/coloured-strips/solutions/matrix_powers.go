type matrix [4]int

func (x matrix) times(y matrix, m int) matrix {
	return matrix{
		(x[0]*y[0] + x[1]*y[2]) % m, (x[0]*y[1] + x[1]*y[3]) % m,
		(x[2]*y[0] + x[3]*y[2]) % m, (x[2]*y[1] + x[3]*y[3]) % m,
	}
}

func count_strips(a int, b int, m int, lengths []int) []int {
	counts := make([]int, len(lengths))
	for k, n := range lengths {
		power, step := matrix{1 % m, 0, 0, 1 % m}, matrix{a % m, b % m, 1 % m, 0}
		for ; n > 0; n >>= 1 {
			if n&1 == 1 {
				power = power.times(step, m)
			}
			step = step.times(step, m)
		}
		counts[k] = power[0]
	}
	return counts
}
