def below(tree, at)
  found = 0
  while at > 0
    found += tree[at]
    at &= at - 1
  end
  found
end

def count_walks(climbs, low, high)
  heights = [0]
  climbs.each { |climb| heights << heights[-1] + climb }
  order = heights.sort
  rank = ->(value) { order.bsearch_index { |other| other >= value } || order.size }
  tree = [0] * (order.size + 1)
  count = 0
  heights.each do |height|
    count += below(tree, rank.(height - low + 1)) - below(tree, rank.(height - high))
    at = rank.(height) + 1
    while at < tree.size
      tree[at] += 1
      at += at & -at
    end
  end
  count
end
