func ribbon_readings(ribbon string, words []string) int {
	child := make([][26]int32, 1)
	isWord := make([]bool, 1)
	for _, word := range words {
		node := int32(0)
		for _, letter := range []byte(word) {
			next := child[node][letter-'a']
			if next == 0 {
				next = int32(len(child))
				child[node][letter-'a'] = next
				child = append(child, [26]int32{})
				isWord = append(isWord, false)
			}
			node = next
		}
		isWord[node] = true
	}
	ways := make([]int, len(ribbon)+1)
	ways[0] = 1
	for start := range ribbon {
		count := ways[start] % 1000000007
		if count == 0 {
			continue
		}
		node := int32(0)
		for end := start; end < len(ribbon); end++ {
			node = child[node][ribbon[end]-'a']
			if node == 0 {
				break
			}
			if isWord[node] {
				ways[end+1] += count
			}
		}
	}
	return ways[len(ribbon)] % 1000000007
}
