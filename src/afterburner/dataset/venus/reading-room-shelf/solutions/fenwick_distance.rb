def cellar_walks(requests, sizes)
  n = requests.size
  tree = Array.new(n + 1, 0)
  served_from = Array.new(n + 2, 0)
  last_use = {}
  requests.each.with_index(1) do |book, time|
    use = last_use[book]
    if use
      needed = last_use.size + 1
      i = use
      while i > 0
        needed -= tree[i]
        i &= i - 1
      end
      served_from[needed] += 1
      i = use
      while i <= n
        tree[i] -= 1
        i += i & -i
      end
    end
    i = time
    while i <= n
      tree[i] += 1
      i += i & -i
    end
    last_use[book] = time
  end
  (1..n).each { |size| served_from[size] += served_from[size - 1] }
  sizes.map { |size| n - served_from[[size, n].min] }
end
