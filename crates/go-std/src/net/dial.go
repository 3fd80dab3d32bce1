package net

import (
	"context"
	"errors"
	"internal/netline"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// A Dialer says how to dial. A dial on the simulated network ends at once, so its timeout never comes.
type Dialer struct {
	Timeout       time.Duration
	Deadline      time.Time
	LocalAddr     Addr
	FallbackDelay time.Duration
	KeepAlive     time.Duration
	Cancel        <-chan struct{}
}

// Dial dials an address.
func (d *Dialer) Dial(network, address string) (Conn, error) {
	return d.DialContext(context.Background(), network, address)
}

// DialTimeout dials an address and takes no longer than timeout.
func DialTimeout(network, address string, timeout time.Duration) (Conn, error) {
	return (&Dialer{Timeout: timeout}).Dial(network, address)
}

// Dial dials an address.
func Dial(network, address string) (Conn, error) { return new(Dialer).Dial(network, address) }

// DialContext dials an address, unless ctx has ended.
func (d *Dialer) DialContext(ctx context.Context, network, address string) (Conn, error) {
	if ctx == nil {
		panic("nil context")
	}
	fails := func(err error) (Conn, error) { return nil, &OpError{Op: "dial", Net: network, Err: err} }
	if network != "tcp" && network != "tcp4" {
		return fails(UnknownNetworkError(network))
	}
	host, port, err := SplitHostPort(address)
	if err != nil {
		return fails(err)
	}
	if err := ctx.Err(); err != nil {
		return fails(mapErr(err))
	}
	if !d.Deadline.IsZero() && !time.Now().Before(d.Deadline) {
		return fails(errTimeout)
	}
	line, code, ip, local := netline.Dial(host, port)
	remote := tcpAddr(JoinHostPort(ip, portNumber(port)))
	switch code {
	case netline.DialNoHost:
		return fails(&DNSError{Err: "no such host", Name: host, IsNotFound: true})
	case netline.DialRefused:
		if _, err := LookupPort(network, port); err != nil {
			return fails(err)
		}
		return nil, &OpError{"dial", network, nil, remote, netline.CallError{"connect", syscall.ECONNREFUSED}}
	case netline.DialNoRoute:
		return nil, &OpError{"dial", network, nil, remote, netline.CallError{"connect", syscall.EHOSTUNREACH}}
	}
	return &TCPConn{conn{line: line, local: tcpAddr(local), remote: remote}}, nil
}

// portNumber is a port's number, if it is known by a name.
func portNumber(port string) string {
	switch port {
	case "http":
		return "80"
	case "https":
		return "443"
	}
	return port
}

// JoinHostPort puts a colon between host and port, and brackets around a host that has colons itself.
func JoinHostPort(host, port string) string {
	if strings.Contains(host, ":") {
		return "[" + host + "]:" + port
	}
	return host + ":" + port
}

// SplitHostPort takes an address apart.
func SplitHostPort(hostport string) (host, port string, err error) {
	fails := func(why string) (string, string, error) { return "", "", &AddrError{Err: why, Addr: hostport} }
	colon := strings.LastIndexByte(hostport, ':')
	if colon < 0 {
		return fails("missing port in address")
	}
	host, port = hostport[:colon], hostport[colon+1:]
	if strings.HasPrefix(hostport, "[") {
		end := strings.IndexByte(hostport, ']')
		switch {
		case end < 0:
			return fails("missing ']' in address")
		case end+1 == len(hostport):
			return fails("missing port in address")
		case end+1 != colon:
			if hostport[end+1] == ':' {
				return fails("too many colons in address")
			}
			return fails("missing port in address")
		}
		host = hostport[1:end]
	} else if strings.Contains(host, ":") {
		return fails("too many colons in address")
	}
	if strings.ContainsAny(host, "[") || strings.ContainsAny(port, "[") {
		return fails("unexpected '[' in address")
	}
	if strings.ContainsAny(host, "]") || strings.ContainsAny(port, "]") {
		return fails("unexpected ']' in address")
	}
	return host, port, nil
}

// LookupPort is the number of a port; no name is any port, 0.
func LookupPort(network, service string) (port int, err error) {
	if service == "" {
		return 0, nil
	}
	n, err := strconv.Atoi(portNumber(service))
	switch {
	case err == nil && n >= 0 && n <= 65535:
		return n, nil
	case err == nil || errors.Is(err, strconv.ErrRange):
		return 0, &AddrError{Err: "invalid port", Addr: service}
	}
	return 0, &DNSError{Err: "unknown port", Name: network + "/" + service, IsNotFound: true}
}
