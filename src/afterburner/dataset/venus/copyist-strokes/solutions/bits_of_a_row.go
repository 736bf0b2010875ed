import "math/bits"

func copyist_strokes(written []string, meant []string) []int {
	result := make([]int, len(written))
	for k, line := range written {
		wish := meant[k]
		var places [26]uint64
		for j := 0; j < len(wish); j++ {
			places[wish[j]-'a'] |= 1 << uint(j)
		}
		full := uint64(1)<<uint(len(wish)) - 1
		flat := full
		for i := 0; i < len(line); i++ {
			matches := flat & places[line[i]-'a']
			flat = (flat + matches) | (flat - matches)
		}
		kept := len(wish) - bits.OnesCount64(flat&full)
		result[k] = len(line) + len(wish) - 2*kept
	}
	return result
}
