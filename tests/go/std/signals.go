// os/signal: a process that sends signals to itself.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"syscall"
	"time"
)

func main() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGUSR1, os.Interrupt)
	p, _ := os.FindProcess(os.Getpid())
	fmt.Println(p.Signal(syscall.SIGUSR1))
	s := <-c
	fmt.Println(s, s == syscall.SIGUSR1)
	syscall.Kill(syscall.Getpid(), syscall.SIGINT)
	fmt.Println(<-c)
	signal.Stop(c)
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM)
	go func() {
		time.Sleep(20 * time.Millisecond)
		p.Signal(syscall.SIGTERM)
	}()
	<-ctx.Done()
	fmt.Println(ctx.Err(), errors.Is(ctx.Err(), context.Canceled), context.Cause(ctx))
	stop()
	fmt.Println(syscall.SIGKILL, syscall.Signal(99), syscall.ENOENT, syscall.Errno(0x3039))
}
