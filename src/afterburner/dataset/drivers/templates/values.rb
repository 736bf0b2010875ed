module AfterburnerValues
  # Values that are no plain JSON are written {"$": tag, "v": [...]}.
  def self.write(value) = JSON.generate(plain(value), allow_nan: true)

  def self.read(value)
    case value
    when Array then value.map { |item| read(item) }
    when Hash
      return value.transform_values { |item| read(item) } unless value.key?("$")
      items = read(value["v"])
      case value["$"]
      when "dict" then items.to_h
      when "set" then items.to_set
      else items
      end
    else value
    end
  end

  def self.plain(value)
    case value
    when nil, true, false, Integer, Float, String then value
    when Symbol then value.to_s
    when Array then value.map { |item| plain(item) }
    when Set then { "$" => "set", "v" => value.map { |item| plain(item) } }
    when Hash
      named = value.keys.all? { |key| (key.is_a?(String) || key.is_a?(Symbol)) && key.to_s != "$" }
      return value.to_h { |key, item| [key.to_s, plain(item)] } if named
      { "$" => "dict", "v" => value.map { |key, item| [plain(key), plain(item)] } }
    else raise TypeError, "a #{value.class} can't be returned"
    end
  end
end
