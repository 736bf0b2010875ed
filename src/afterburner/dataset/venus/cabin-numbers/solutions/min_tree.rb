def cabins_of(stays)
  n = stays.size
  size = 1
  size *= 2 while size < n
  tree = Array.new(2 * size, 0) # the earliest day on which a cabin below the node gets free
  cabins = Array.new(n)
  # The day of arrival, and below it the guest.
  order = stays.each_with_index.map { |stay, guest| stay[0] << 20 | guest }.sort!
  order.each do |packed|
    arrival = packed >> 20
    guest = packed & 0xfffff
    node = 1
    while node < size
      node *= 2
      node += 1 if tree[node] > arrival
    end
    cabins[guest] = node - size + 1
    tree[node] = stays[guest][1]
    node /= 2
    while node > 0
      left = tree[2 * node]
      right = tree[2 * node + 1]
      tree[node] = left < right ? left : right
      node /= 2
    end
  end
  cabins
end
