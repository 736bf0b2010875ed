class TimeTree
  attr_reader :result

  def initialize(n, q)
    @q = q
    @size = 1
    @size *= 2 while @size < q
    @roads_of = Array.new(2 * @size)
    @parent = Array.new(n, -1) # of a root: minus the size of its group
    @result = []
  end

  def add(first, last, road)
    left = first + @size
    right = last + @size
    while left < right
      if left.odd?
        (@roads_of[left] ||= []) << road
        left += 1
      end
      if right.odd?
        right -= 1
        (@roads_of[right] ||= []) << road
      end
      left /= 2
      right /= 2
    end
  end

  def visit(groups, node = 1, first = 0, width = @size)
    return if first >= @q

    parent = @parent
    joined = []
    @roads_of[node]&.each do |a, b|
      a = parent[a] while parent[a] >= 0
      b = parent[b] while parent[b] >= 0
      next if a == b

      a, b = b, a if parent[a] > parent[b]
      joined << b << parent[b]
      parent[a] += parent[b]
      parent[b] = a
      groups -= 1
    end
    if node >= @size
      @result << groups
    else
      visit(groups, 2 * node, first, width / 2)
      visit(groups, 2 * node + 1, first + width / 2, width / 2)
    end
    until joined.empty?
      old = joined.pop
      b = joined.pop
      parent[parent[b]] -= old
      parent[b] = old
    end
  end
end

def group_counts(n, changes)
  tree = TimeTree.new(n, changes.size)
  opened = {}
  changes.each_with_index do |(u, v), time|
    road = u < v ? [u, v] : [v, u]
    start = opened.delete(road)
    if start
      tree.add(start, time, road)
    else
      opened[road] = time
    end
  end
  opened.each { |road, time| tree.add(time, changes.size, road) }
  tree.visit(n)
  tree.result
end
