package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"strings"
	"sync"
	"syscall"
	"time"
)

func depth(n int) int {
	if n == 0 {
		return 0
	}
	return depth(n-1) + 1
}

func used() time.Duration {
	var usage syscall.Rusage
	syscall.Getrusage(syscall.RUSAGE_SELF, &usage)
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}

func touched(size int) []byte {
	all := make([]byte, size)
	for i := 0; i < size; i += 4096 {
		all[i] = 1
	}
	return all
}

func main() {
	in := bufio.NewReader(os.Stdin)
	action, _ := in.ReadString('\n')
	switch strings.TrimSpace(action) {
	case "echo":
		io.Copy(os.Stdout, in)
	case "exit":
		os.Exit(3)
	case "crash":
		panic("boom")
	case "loop":
		for {
		}
	case "sleep":
		for {
			time.Sleep(100 * time.Second)
		}
	case "allocate":
		for all := [][]byte{}; ; {
			all = append(all, touched(1<<20))
		}
	case "recurse":
		fmt.Println(depth(100000))
	case "threads":
		var all sync.WaitGroup
		var lock sync.Mutex
		finished := 0
		for i := 0; i < 4; i++ {
			all.Add(1)
			go func() { lock.Lock(); finished++; lock.Unlock(); all.Done() }()
		}
		all.Wait()
		fmt.Println(finished)
	case "write":
		os.WriteFile("/tmp/left", nil, 0o600)
	case "look":
		if _, err := os.Stat("/tmp/left"); err == nil {
			fmt.Println("there")
		} else {
			fmt.Println("gone")
		}
	case "bytes":
		for i := 0; i < 256; i++ {
			os.Stdout.Write([]byte{byte(i)})
		}
	case "busy":
		for end := used() + 300*time.Millisecond; used() < end; {
		}
	case "array":
		fmt.Println(touched(100 << 20)[4096])
	case "hello":
		fmt.Println("hello")
	}
}
