import "strings"

type kindSeen struct {
	twice string
	count int
}

func bracelet_pairs(bracelets []string) int {
	kinds := []kindSeen{}
	pairs := 0
	for _, bracelet := range bracelets {
		known := false
		for k := range kinds {
			if len(kinds[k].twice) == 2*len(bracelet) && strings.Contains(kinds[k].twice, bracelet) {
				pairs += kinds[k].count
				kinds[k].count++
				known = true
				break
			}
		}
		if !known {
			kinds = append(kinds, kindSeen{bracelet + bracelet, 1})
		}
	}
	return pairs
}
