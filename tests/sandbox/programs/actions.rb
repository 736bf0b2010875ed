def depth(n) = n == 0 ? 0 : depth(n - 1) + 1
def used = Process.clock_gettime(Process::CLOCK_PROCESS_CPUTIME_ID)

STDOUT.binmode
STDIN.binmode
case gets.to_s.strip
when "echo" then IO.copy_stream(STDIN, STDOUT)
when "exit" then exit 3
when "crash" then raise "boom"
when "loop" then loop {}
when "sleep" then sleep
when "allocate" then all = []; loop { all << "x" * (1 << 20) }
when "recurse" then puts depth(100_000)
when "threads" then puts 4.times.map { Thread.new { 1 } }.sum(&:value)
when "write" then File.write("/tmp/left", "")
when "look" then puts File.exist?("/tmp/left") ? "there" : "gone"
when "bytes" then print (0..255).map(&:chr).join
when "busy" then last = used + 0.3; 1 while used < last
when "array" then puts ("x" * (100 << 20))[77]
when "hello" then puts "hello"
end
