import (
	"container/heap"
	"sort"
)

type row struct{ distance, low, high int }

type rows []row

func (r rows) Len() int           { return len(r) }
func (r rows) Less(i, j int) bool { return r[i].distance < r[j].distance }
func (r rows) Swap(i, j int)      { r[i], r[j] = r[j], r[i] }
func (r *rows) Push(x any)        { *r = append(*r, x.(row)) }
func (r *rows) Pop() any {
	last := (*r)[len(*r)-1]
	*r = (*r)[:len(*r)-1]
	return last
}

func kth_distance(marks []int, k int) int {
	sort.Ints(marks)
	var queue rows
	for i := 0; i+1 < len(marks); i++ {
		queue = append(queue, row{marks[i+1] - marks[i], i, i + 1})
	}
	heap.Init(&queue)
	for ; k > 1; k-- {
		top := &queue[0]
		if top.high+1 == len(marks) {
			heap.Pop(&queue)
			continue
		}
		top.high++
		top.distance = marks[top.high] - marks[top.low]
		heap.Fix(&queue, 0)
	}
	return queue[0].distance
}
