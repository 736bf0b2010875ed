def root_of(parent, island)
  island = parent[island] = parent[parent[island]] while parent[island] != island
  island
end

def group_counts(n, changes)
  roads = changes.map { |u, v| u < v ? [u, v] : [v, u] }
  open = {}
  result = []
  roads.each_slice(2 * Integer.sqrt(changes.size) + 1) do |block|
    changing = block.uniq
    lasting_roads = open.dup
    changing.each { |road| lasting_roads.delete(road) }
    parent = (0...n).to_a
    lasting = n
    lasting_roads.each_key do |u, v|
      a = root_of(parent, u)
      b = root_of(parent, v)
      next if a == b

      parent[a] = b
      lasting -= 1
    end
    ends = {}
    changing.each { |u, v| ends[[u, v]] = [root_of(parent, u), root_of(parent, v)] }
    # Of the roads that change in this block, those that are open now, with the ends that are left of them.
    open_now = {}
    changing.each { |road| open_now[road] = ends[road] if open[road] }
    block.each do |road|
      open_now[road] = ends[road] unless open_now.delete(road)
      small = {}
      open_now.each_value do |a, b|
        small[a] = a
        small[b] = b
      end
      groups = lasting
      open_now.each_value do |u, v|
        a = root_of(small, u)
        b = root_of(small, v)
        next if a == b

        small[a] = b
        groups -= 1
      end
      result << groups
    end
    open = lasting_roads
    open_now.each_key { |road| open[road] = true }
  end
  result
end
