def contact_groups(teeth)
  top = teeth.max || 0
  count = Array.new(top + 1, 0)
  teeth.each { |size| count[size] += 1 }
  exact = Array.new(top + 1, 0)
  total = 0
  top.downto(1) do |d|
    both = count[d]
    counted = 0
    (2 * d).step(top, d) do |multiple|
      both += count[multiple]
      counted += exact[multiple]
    end
    exact[d] = both * (both - 1) / 2 - counted
    total += d * exact[d]
  end
  total
end
