import "sort"

func cabins_of(stays [][]int) []int {
	n := len(stays)
	order := make([]int, n) // the day of arrival, and below it the guest
	for guest, stay := range stays {
		order[guest] = stay[0]<<20 | guest
	}
	sort.Ints(order)
	size := 1
	for size < n {
		size *= 2
	}
	tree := make([]int, 2*size) // the earliest day on which a cabin below the node gets free
	cabins := make([]int, n)
	for _, packed := range order {
		arrival, guest := packed>>20, packed&(1<<20-1)
		node := 1
		for node < size {
			node *= 2
			if tree[node] > arrival {
				node++
			}
		}
		cabins[guest] = node - size + 1
		tree[node] = stays[guest][1]
		for node /= 2; node > 0; node /= 2 {
			tree[node] = tree[2*node]
			if tree[2*node+1] < tree[node] {
				tree[node] = tree[2*node+1]
			}
		}
	}
	return cabins
}
