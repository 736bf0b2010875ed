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
	for in.at < len(in.text) && in.text[in.at] > ' ' && in.text[in.at] != ',' && in.text[in.at] != ']' && in.text[in.at] != '}' {
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
		in.takeKind(target)
	}
}

func (in *afterburnerReader) takeKind(target afterburnerreflect.Value) {
	kind := target.Type()
	switch kind.Kind() {
	case afterburnerreflect.Int8, afterburnerreflect.Int16, afterburnerreflect.Int32, afterburnerreflect.Int64, afterburnerreflect.Int:
		target.SetInt(int64(in.takeInt()))
	case afterburnerreflect.Uint8, afterburnerreflect.Uint16, afterburnerreflect.Uint32, afterburnerreflect.Uint64, afterburnerreflect.Uint:
		value, _ := afterburnerconv.ParseUint(in.word(), 10, 64)
		target.SetUint(value)
	case afterburnerreflect.Float32, afterburnerreflect.Float64:
		value, _ := afterburnerconv.ParseFloat(in.word(), kind.Bits())
		target.SetFloat(value)
	case afterburnerreflect.Bool:
		target.SetBool(in.word() == "true")
	case afterburnerreflect.String:
		target.SetString(in.takeString())
	case afterburnerreflect.Interface:
		if value := in.takeAny(); value != nil {
			target.Set(afterburnerreflect.ValueOf(value))
		}
	case afterburnerreflect.Map:
		in.takeMap(target)
	case afterburnerreflect.Array:
		place := 0
		in.list(func() { in.take(target.Index(place)); place++ })
	case afterburnerreflect.Ptr:
		if in.next() == 'n' {
			in.word()
			return
		}
		target.Set(afterburnerreflect.New(kind.Elem()))
		in.take(target.Elem())
	default:
		list := afterburnerreflect.MakeSlice(kind, 0, 0)
		in.list(func() {
			item := afterburnerreflect.New(kind.Elem()).Elem()
			in.take(item)
			list = afterburnerreflect.Append(list, item)
		})
		target.Set(list)
	}
}

func (in *afterburnerReader) takeMap(target afterburnerreflect.Value) {
	kind := target.Type()
	made := afterburnerreflect.MakeMap(kind)
	takePair := func(between byte) {
		key, item := afterburnerreflect.New(kind.Key()).Elem(), afterburnerreflect.New(kind.Elem()).Elem()
		in.take(key)
		in.expect(between)
		in.take(item)
		made.SetMapIndex(key, item)
	}
	in.expect('{')
	// Values that are no plain JSON are written {"$": tag, "v": [...]}.
	if in.next() == '"' && in.at+2 < len(in.text) && string(in.text[in.at:in.at+3]) == "\"$\"" {
		for _, between := range ":,:" {
			in.takeString()
			in.expect(byte(between))
		}
		in.list(func() { in.expect('['); takePair(','); in.expect(']') })
	} else if in.next() != '}' {
		takePair(':')
		for in.accept(',') {
			takePair(':')
		}
	}
	in.expect('}')
	target.Set(made)
}

func (in *afterburnerReader) takeAny() interface{} {
	switch in.next() {
	case '"':
		return in.takeString()
	case '[':
		list := []interface{}{}
		in.take(afterburnerreflect.ValueOf(&list).Elem())
		return list
	case '{':
		made := map[interface{}]interface{}{}
		in.take(afterburnerreflect.ValueOf(&made).Elem())
		return made
	}
	word := in.word()
	switch word {
	case "null":
		return nil
	case "true", "false":
		return word == "true"
	}
	if whole, fault := afterburnerconv.Atoi(word); fault == nil {
		return whole
	}
	value, _ := afterburnerconv.ParseFloat(word, 64)
	return value
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
	return afterburnerPutKind(out, afterburnerreflect.ValueOf(value))
}

func afterburnerPutKind(out []byte, value afterburnerreflect.Value) []byte {
	switch value.Kind() {
	case afterburnerreflect.Int8, afterburnerreflect.Int16, afterburnerreflect.Int32, afterburnerreflect.Int64, afterburnerreflect.Int:
		return afterburnerconv.AppendInt(out, value.Int(), 10)
	case afterburnerreflect.Uint8, afterburnerreflect.Uint16, afterburnerreflect.Uint32, afterburnerreflect.Uint64, afterburnerreflect.Uint:
		return afterburnerconv.AppendUint(out, value.Uint(), 10)
	case afterburnerreflect.Float32:
		short, _ := afterburnerconv.ParseFloat(afterburnerconv.FormatFloat(value.Float(), 'g', -1, 32), 64)
		return afterburnerPutFloat(out, short)
	case afterburnerreflect.Float64:
		return afterburnerPutFloat(out, value.Float())
	case afterburnerreflect.Bool:
		return afterburnerconv.AppendBool(out, value.Bool())
	case afterburnerreflect.String:
		return afterburnerPutString(out, value.String())
	case afterburnerreflect.Invalid:
		return append(out, "null"...)
	case afterburnerreflect.Interface, afterburnerreflect.Ptr:
		return afterburnerPutKind(out, value.Elem())
	case afterburnerreflect.Map:
		return afterburnerPutMap(out, value)
	case afterburnerreflect.Slice, afterburnerreflect.Array:
		out = append(out, '[')
		for i := 0; i < value.Len(); i++ {
			if i > 0 {
				out = append(out, ',')
			}
			out = afterburnerPut(out, value.Index(i).Interface())
		}
		return append(out, ']')
	}
	panic("a value of type " + value.Type().String() + " can't be returned")
}

func afterburnerPutMap(out []byte, value afterburnerreflect.Value) []byte {
	plain := true
	for _, key := range value.MapKeys() {
		if key.Kind() == afterburnerreflect.Interface {
			key = key.Elem()
		}
		plain = plain && key.Kind() == afterburnerreflect.String && key.String() != "$"
	}
	open, between, before, after, end := "{\"$\":\"dict\",\"v\":[", ",", "[", "]", "]}"
	if plain {
		open, between, before, after, end = "{", ":", "", "", "}"
	}
	out = append(out, open...)
	for i, key := range value.MapKeys() {
		if i > 0 {
			out = append(out, ',')
		}
		out = afterburnerPutKind(append(out, before...), key)
		out = afterburnerPutKind(append(out, between...), value.MapIndex(key))
		out = append(out, after...)
	}
	return append(out, end...)
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
