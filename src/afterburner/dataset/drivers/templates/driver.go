package main

import (
	afterburnerio "bufio"
	afterburnerall "io"
	afterburneros "os"
	afterburnerreflect "reflect"
	afterburnerconv "strconv"
)
//line solution.go:1
==Code Submission==

//line driver.go:1
@@VALUES@@
func main() {
	text, _ := afterburnerall.ReadAll(afterburnerio.NewReaderSize(afterburneros.Stdin, 1<<16))
	in := &afterburnerReader{text: text}
	in.expect('[')
@@ARGUMENTS@@
	in.expect(']')
	in.text, text = nil, nil
	afterburneros.Stdout.Write(append(afterburnerPut(nil, @@NAME@@(@@NAMES@@)), '\n'))
}
