def cellar_walks(requests, sizes)
  n = requests.size
  latest_first = []
  served_from = Array.new(n + 1, 0)
  requests.each do |book|
    place = latest_first.index(book)
    if place
      latest_first.delete_at(place)
      served_from[place + 1] += 1
    end
    latest_first.unshift(book)
  end
  (1..n).each { |size| served_from[size] += served_from[size - 1] }
  sizes.map { |size| n - served_from[[size, n].min] }
end
