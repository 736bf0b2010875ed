def below(sorted, value)
  sorted.bsearch_index { |other| other >= value } || sorted.size
end

def count_walks(climbs, low, high)
  before = [0]
  height = count = 0
  climbs.each do |climb|
    height += climb
    count += below(before, height - low + 1) - below(before, height - high)
    before.insert(below(before, height), height)
  end
  count
end
