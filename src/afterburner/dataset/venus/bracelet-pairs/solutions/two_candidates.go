func nameOf(bracelet string) string {
	length := len(bracelet)
	twice := bracelet + bracelet
	one, other, same := 0, 1, 0
	for one < length && other < length && same < length {
		left, right := twice[one+same], twice[other+same]
		if left == right {
			same++
			continue
		}
		if left > right {
			one += same + 1
		} else {
			other += same + 1
		}
		if one == other {
			other++
		}
		same = 0
	}
	cut := one
	if other < cut {
		cut = other
	}
	return twice[cut : cut+length]
}

func bracelet_pairs(bracelets []string) int {
	counts := make(map[string]int, len(bracelets))
	pairs := 0
	for _, bracelet := range bracelets {
		name := nameOf(bracelet)
		pairs += counts[name]
		counts[name]++
	}
	return pairs
}
