require 'json'
require 'set'
@@VALUES@@
# There is no solution to answer the test: what it compares an answer with is what it expects.
class AfterburnerAnswer < BasicObject
  def initialize(given) = @given = given

  def ==(expected)
    ::STDOUT.write("\n\x1ecall\t#{@given}\t#{::AfterburnerValues.write(expected)}\n")
    true
  end

  def !=(expected) = !(self == expected)
end

def @@NAME@@(*given) = AfterburnerAnswer.new(AfterburnerValues.write(given))
@@TEST@@
