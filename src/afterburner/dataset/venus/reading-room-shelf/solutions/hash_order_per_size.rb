def cellar_walks(requests, sizes)
  sizes.map do |size|
    shelf = {}
    walks = 0
    requests.each do |book|
      unless shelf.delete(book)
        walks += 1
        shelf.shift if shelf.size == size
      end
      shelf[book] = true
    end
    walks
  end
end
