require 'json'
require 'set'
==Code Submission==
@@VALUES@@
STDOUT.write(@@WRITE@@(@@NAME@@(*@@READ@@(JSON.parse(STDIN.read, allow_nan: true)))@@OPTIONS@@), "\n")
