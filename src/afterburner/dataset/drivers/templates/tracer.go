package main

import (
@@IMPORTS@@
	afterburneros "os"
	afterburnerreflect "reflect"
	afterburnerconv "strconv"
)

//line solution.go:1
@@CODE@@

//line test.go:1
@@TEST@@

//line tracer.go:1
var afterburnerTraced = afterburnerTrace(@@NAME@@)

func afterburnerTrace[F any](function F) F {
	plain := afterburnerreflect.ValueOf(function)
	traced := func(given []afterburnerreflect.Value) []afterburnerreflect.Value {
		line, fits := afterburnerNote([]byte("\n\036call\t["), given, true)
		line = append(line, "]\t"...)
		results := plain.Call(given)
		line, fitsToo := afterburnerNote(line, results, false)
		if !fits || !fitsToo {
			line = []byte("\n\036not_encodable")
		}
		afterburneros.Stdout.Write(append(line, '\n'))
		return results
	}
	return afterburnerreflect.MakeFunc(plain.Type(), traced).Interface().(F)
}

func afterburnerNote(line []byte, values []afterburnerreflect.Value, isArgument bool) (noted []byte, fits bool) {
	defer func() {
		if recover() != nil {
			noted, fits = line, false
		}
	}()
	for i, value := range values {
		if isArgument && !afterburnerComesBack(value) {
			return line, false
		}
		if i > 0 {
			line = append(line, ',')
		}
		line = afterburnerPutKind(line, value)
	}
	return line, true
}

// Where any type may stand, a value of some other than those below would come back as one of them.
func afterburnerComesBack(value afterburnerreflect.Value) bool {
	switch value.Kind() {
	case afterburnerreflect.Interface:
		switch value.Interface().(type) {
		case nil, int, float64, string, bool, []interface{}, map[interface{}]interface{}:
			return value.IsNil() || afterburnerComesBack(value.Elem())
		}
		return false
	case afterburnerreflect.Map:
		for _, key := range value.MapKeys() {
			if !afterburnerComesBack(key) || !afterburnerComesBack(value.MapIndex(key)) {
				return false
			}
		}
	case afterburnerreflect.Slice, afterburnerreflect.Array:
		for i := 0; i < value.Len(); i++ {
			if !afterburnerComesBack(value.Index(i)) {
				return false
			}
		}
	}
	return true
}

@@VALUES@@

// What tests are written with elsewhere: as much of it as they need here.
type afterburnerTest struct{}

func (afterburnerTest) Log(words ...interface{})                 {}
func (afterburnerTest) Logf(format string, words ...interface{}) {}
func (afterburnerTest) Helper()                                  {}
func (afterburnerTest) Fail()                                    { panic("the test failed") }
func (afterburnerTest) FailNow()                                 { panic("the test failed") }
func (afterburnerTest) Error(words ...interface{})               { panic(words) }
func (afterburnerTest) Errorf(text string, words ...interface{}) { panic(text) }
func (afterburnerTest) Fatal(words ...interface{})               { panic(words) }
func (afterburnerTest) Fatalf(text string, words ...interface{}) { panic(text) }

type afterburnerAssert struct{}

var assert afterburnerAssert

func (afterburnerAssert) New(t *afterburnerTest) afterburnerAssert { return assert }

func (afterburnerAssert) holds(isTrue bool, words []interface{}) bool {
	if !isTrue {
		panic("an assertion does not hold")
	}
	return true
}

func (a afterburnerAssert) Equal(expected, actual interface{}, words ...interface{}) bool {
	return a.holds(afterburnerreflect.DeepEqual(expected, actual), words)
}

func (a afterburnerAssert) NotEqual(expected, actual interface{}, words ...interface{}) bool {
	return a.holds(!afterburnerreflect.DeepEqual(expected, actual), words)
}

func (a afterburnerAssert) True(value bool, words ...interface{}) bool { return a.holds(value, words) }

func (a afterburnerAssert) False(value bool, words ...interface{}) bool { return a.holds(!value, words) }

func (a afterburnerAssert) Nil(value interface{}, words ...interface{}) bool {
	return a.holds(value == nil, words)
}

func (a afterburnerAssert) InDelta(expected, actual, delta float64, words ...interface{}) bool {
	return a.holds(expected-actual <= delta && actual-expected <= delta, words)
}

func main() {
@@RUNS@@
}
