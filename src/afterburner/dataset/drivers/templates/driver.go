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
type afterburnerReader struct {
	text []byte
	at   int
}

func (in *afterburnerReader) next() byte {
	for in.at < len(in.text) && in.text[in.at] <= ' ' {
		in.at++
	}
	if in.at < len(in.text) {
		return in.text[in.at]
	}
	return 0
}

func (in *afterburnerReader) accept(c byte) bool {
	if in.next() != c {
		return false
	}
	in.at++
	return true
}

func (in *afterburnerReader) expect(c byte) {
	if !in.accept(c) {
		panic("the driver can't read its input at byte " + afterburnerconv.Itoa(in.at))
	}
}

func (in *afterburnerReader) word() string {
	in.next()
	start := in.at
	for in.at < len(in.text) && in.text[in.at] > ' ' && in.text[in.at] != ',' && in.text[in.at] != ']' {
		in.at++
	}
	return string(in.text[start:in.at])
}

func (in *afterburnerReader) takeInt() int {
	negative := in.accept('-')
	start, value := in.at, 0
	for in.at < len(in.text) && in.text[in.at] >= '0' && in.text[in.at] <= '9' {
		value = value*10 + int(in.text[in.at]-'0')
		in.at++
	}
	if in.at == start {
		in.expect('0')
	}
	if negative {
		return -value
	}
	return value
}

func (in *afterburnerReader) takeString() string {
	in.expect('"')
	value := []byte{}
	for in.text[in.at] != '"' {
		c := in.text[in.at]
		in.at++
		if c != '\\' {
			value = append(value, c)
			continue
		}
		c = in.text[in.at]
		in.at++
		switch c {
		case 'n':
			value = append(value, '\n')
		case 't':
			value = append(value, '\t')
		case 'r':
			value = append(value, '\r')
		case 'b':
			value = append(value, '\b')
		case 'f':
			value = append(value, '\f')
		case 'u':
			value = append(value, string(in.takeRune())...)
		default:
			value = append(value, c)
		}
	}
	in.at++
	return string(value)
}

func (in *afterburnerReader) takeRune() rune {
	high, _ := afterburnerconv.ParseUint(string(in.text[in.at:in.at+4]), 16, 32)
	in.at += 4
	if high >= 0xD800 && high < 0xDC00 && in.text[in.at] == '\\' && in.text[in.at+1] == 'u' {
		low, _ := afterburnerconv.ParseUint(string(in.text[in.at+2:in.at+6]), 16, 32)
		in.at += 6
		return rune(0x10000 + (high-0xD800)<<10 + low - 0xDC00)
	}
	return rune(high)
}

func (in *afterburnerReader) take(target afterburnerreflect.Value) {
	switch held := target.Addr().Interface().(type) {
	case *int:
		*held = in.takeInt()
	case *float64:
		*held, _ = afterburnerconv.ParseFloat(in.word(), 64)
	case *bool:
		*held = in.word() == "true"
	case *string:
		*held = in.takeString()
	case *[]int:
		*held = []int{}
		in.list(func() { *held = append(*held, in.takeInt()) })
	default:
		list := afterburnerreflect.MakeSlice(target.Type(), 0, 0)
		in.list(func() {
			item := afterburnerreflect.New(target.Type().Elem()).Elem()
			in.take(item)
			list = afterburnerreflect.Append(list, item)
		})
		target.Set(list)
	}
}

func (in *afterburnerReader) list(takeItem func()) {
	in.expect('[')
	if in.accept(']') {
		return
	}
	takeItem()
	for in.accept(',') {
		takeItem()
	}
	in.expect(']')
}

func afterburnerPut(out []byte, value interface{}) []byte {
	switch held := value.(type) {
	case int:
		return afterburnerconv.AppendInt(out, int64(held), 10)
	case bool:
		return afterburnerconv.AppendBool(out, held)
	case float64:
		return afterburnerPutFloat(out, held)
	case string:
		return afterburnerPutString(out, held)
	case []int:
		out = append(out, '[')
		for i, item := range held {
			if i > 0 {
				out = append(out, ',')
			}
			out = afterburnerconv.AppendInt(out, int64(item), 10)
		}
		return append(out, ']')
	}
	list := afterburnerreflect.ValueOf(value)
	out = append(out, '[')
	for i := 0; i < list.Len(); i++ {
		if i > 0 {
			out = append(out, ',')
		}
		out = afterburnerPut(out, list.Index(i).Interface())
	}
	return append(out, ']')
}

func afterburnerPutFloat(out []byte, value float64) []byte {
	if value != value {
		return append(out, "NaN"...)
	}
	if value > 1.7976931348623157e308 {
		return append(out, "Infinity"...)
	}
	if value < -1.7976931348623157e308 {
		return append(out, "-Infinity"...)
	}
	start := len(out)
	out = afterburnerconv.AppendFloat(out, value, 'g', -1, 64)
	for _, c := range out[start:] {
		if c == '.' || c == 'e' {
			return out
		}
	}
	return append(out, ".0"...)
}

func afterburnerPutString(out []byte, value string) []byte {
	const digits = "0123456789abcdef"
	out = append(out, '"')
	for i := 0; i < len(value); i++ {
		c := value[i]
		switch {
		case c == '"' || c == '\\':
			out = append(out, '\\', c)
		case c < ' ':
			out = append(out, '\\', 'u', '0', '0', digits[c>>4], digits[c&15])
		default:
			out = append(out, c)
		}
	}
	return append(out, '"')
}

func main() {
	text, _ := afterburnerall.ReadAll(afterburnerio.NewReaderSize(afterburneros.Stdin, 1<<16))
	in := &afterburnerReader{text: text}
	in.expect('[')
@@ARGUMENTS@@
	in.expect(']')
	in.text, text = nil, nil
	afterburneros.Stdout.Write(append(afterburnerPut(nil, @@NAME@@(@@NAMES@@)), '\n'))
}
