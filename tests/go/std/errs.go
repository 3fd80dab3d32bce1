package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"time"
)

type notFound struct{ name string }

func (n notFound) Error() string        { return n.name + " not found" }
func (n notFound) Is(target error) bool { return target == errBase }

var errBase = errors.New("base")

type ctxKey struct{}

func main() {
	e := fmt.Errorf("load: %w", notFound{"x"})
	var nf notFound
	fmt.Println(e, errors.Is(e, errBase), errors.As(e, &nf), nf.name, errors.Unwrap(e) == notFound{"x"})
	j := errors.Join(errBase, io.EOF)
	fmt.Println(j, errors.Is(j, io.EOF), errors.Is(j, errBase))
	m := fmt.Errorf("two: %w and %w", errBase, io.EOF)
	fmt.Println(m, errors.Is(m, io.EOF))
	ctx := context.WithValue(context.Background(), ctxKey{}, "v")
	fmt.Println(ctx.Value(ctxKey{}), ctx.Value("other"))
	ctx, cancel := context.WithCancelCause(ctx)
	cancel(errBase)
	fmt.Println(ctx.Err(), context.Cause(ctx))
	ctx2, cancel2 := context.WithTimeout(context.Background(), time.Millisecond)
	defer cancel2()
	<-ctx2.Done()
	fmt.Println(errors.Is(ctx2.Err(), context.DeadlineExceeded), ctx2.Err())
	child, cancel3 := context.WithCancel(ctx2)
	defer cancel3()
	fmt.Println(child.Err())
	r := strings.NewReader("hello world")
	buf := make([]byte, 5)
	n, err := r.Read(buf)
	fmt.Println(n, err, string(buf))
	rest, err := io.ReadAll(r)
	fmt.Println(string(rest), err)
	mm := map[string]int{"a": 1, "b": 2, "c": 3}
	ks := slices.Sorted(maps.Keys(mm))
	slices.Reverse(ks)
	fmt.Println(ks, len(mm))
}
