import "math/bits"

func switching_effort(settings []int, on_effort int, off_effort int) int {
	ons, offs := 0, 0
	for j, after := range settings {
		for _, before := range settings[:j] {
			ons += bits.OnesCount32(uint32(after &^ before))
			offs += bits.OnesCount32(uint32(before &^ after))
		}
	}
	return on_effort*ons + off_effort*offs
}
