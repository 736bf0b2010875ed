def way?(neighbours, from, to)
  reached = { from => true }
  stack = [from]
  until stack.empty?
    neighbours[stack.pop].each_key do |other|
      return true if other == to
      next if reached[other]

      reached[other] = true
      stack.push(other)
    end
  end
  false
end

def group_counts(n, changes)
  neighbours = Array.new(n) { {} }
  groups = n
  changes.map do |u, v|
    if neighbours[u].delete(v)
      neighbours[v].delete(u)
      groups += 1 unless way?(neighbours, u, v)
    else
      groups -= 1 unless way?(neighbours, u, v)
      neighbours[u][v] = true
      neighbours[v][u] = true
    end
    groups
  end
end
