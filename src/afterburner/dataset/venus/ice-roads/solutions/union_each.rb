def group_counts(n, changes)
  roads = {}
  changes.map do |u, v|
    road = u < v ? [u, v] : [v, u]
    roads[road] = true unless roads.delete(road)
    parent = (0...n).to_a
    groups = n
    roads.each_key do |a, b|
      a = parent[a] = parent[parent[a]] while parent[a] != a
      b = parent[b] = parent[parent[b]] while parent[b] != b
      next if a == b

      parent[a] = b
      groups -= 1
    end
    groups
  end
end
