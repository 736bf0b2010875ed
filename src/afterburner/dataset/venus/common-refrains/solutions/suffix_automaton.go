type state struct {
	moves               [26]int32
	link, length, count int32
}

func common_refrains(song string, times int, longest int) int {
	states := make([]state, 1, 2*len(song)+2)
	states[0].link = -1
	last := int32(0)
	for i := 0; i < len(song); i++ {
		letter := song[i] - 'a'
		current, node := int32(len(states)), last
		states = append(states, state{length: int32(i + 1), count: 1})
		for ; node >= 0 && states[node].moves[letter] == 0; node = states[node].link {
			states[node].moves[letter] = current
		}
		if node >= 0 {
			target := states[node].moves[letter]
			if states[target].length == states[node].length+1 {
				states[current].link = target
			} else {
				copied := int32(len(states))
				states = append(states, states[target])
				states[copied].length = states[node].length + 1
				states[copied].count = 0
				states[target].link = copied
				states[current].link = copied
				for ; node >= 0 && states[node].moves[letter] == target; node = states[node].link {
					states[node].moves[letter] = copied
				}
			}
		}
		last = current
	}
	ofLength := make([][]int32, len(song)+1)
	for index := 1; index < len(states); index++ {
		length := states[index].length
		ofLength[length] = append(ofLength[length], int32(index))
	}
	total := 0
	for length := len(song); length > 0; length-- {
		most := length
		if longest < most {
			most = longest
		}
		for _, index := range ofLength[length] {
			shorter := &states[states[index].link]
			shorter.count += states[index].count
			if int(states[index].count) >= times && most > int(shorter.length) {
				total += most - int(shorter.length)
			}
		}
	}
	return total
}
