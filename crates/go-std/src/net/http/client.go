package http

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"log"
	"net/url"
	"strings"
	"time"
)

// A RoundTripper sends one request and brings its answer.
type RoundTripper interface {
	RoundTrip(*Request) (*Response, error)
}

// A Client sends requests, follows redirections, and gives up in time.
type Client struct {
	// Transport is DefaultTransport if it is nil.
	Transport     RoundTripper
	CheckRedirect func(req *Request, via []*Request) error
	// Timeout is for all of it: connecting, redirections, reading the body. 0 is none.
	Timeout time.Duration
}

// DefaultClient is the one of Get, Head and Post.
var DefaultClient = &Client{}

// ErrUseLastResponse is what CheckRedirect returns to have the redirection itself, with its body open.
var ErrUseLastResponse = errors.New("net/http: use last response")

// Get asks with DefaultClient. The body of the answer is the caller's to close.
func Get(url string) (resp *Response, err error) { return DefaultClient.Get(url) }

// Head asks with DefaultClient for the header.
func Head(url string) (resp *Response, err error) { return DefaultClient.Head(url) }

// Post sends a body with DefaultClient.
func Post(url, contentType string, body io.Reader) (resp *Response, err error) {
	return DefaultClient.Post(url, contentType, body)
}

// PostForm sends a form with DefaultClient.
func PostForm(target string, data url.Values) (resp *Response, err error) {
	return DefaultClient.PostForm(target, data)
}

// Get asks. The body of the answer is the caller's to close.
func (c *Client) Get(url string) (resp *Response, err error) {
	req, err := NewRequest("GET", url, nil)
	if err != nil {
		return nil, err
	}
	return c.Do(req)
}

// Head asks for the header.
func (c *Client) Head(url string) (resp *Response, err error) {
	req, err := NewRequest("HEAD", url, nil)
	if err != nil {
		return nil, err
	}
	return c.Do(req)
}

// Post sends a body.
func (c *Client) Post(url, contentType string, body io.Reader) (resp *Response, err error) {
	req, err := NewRequest("POST", url, body)
	if err != nil {
		return nil, err
	}
	req.Header.Set("Content-Type", contentType)
	return c.Do(req)
}

// PostForm sends a form.
func (c *Client) PostForm(target string, data url.Values) (resp *Response, err error) {
	return c.Post(target, "application/x-www-form-urlencoded", strings.NewReader(data.Encode()))
}

// CloseIdleConnections closes the connections that the client's transport keeps.
func (c *Client) CloseIdleConnections() {
	if tr, ok := c.transport().(interface{ CloseIdleConnections() }); ok {
		tr.CloseIdleConnections()
	}
}

func (c *Client) transport() RoundTripper {
	if c.Transport != nil {
		return c.Transport
	}
	return DefaultTransport
}

// A timeoutError is the error of a client whose time is over.
type timeoutError struct {
	err string
}

func (e *timeoutError) Error() string     { return e.err }
func (e *timeoutError) Timeout() bool     { return true }
func (e *timeoutError) Is(err error) bool { return err == context.DeadlineExceeded }
func (e *timeoutError) Temporary() bool   { return true }

// Do sends a request. An error means that there is no answer; a status like 500 is none.
func (c *Client) Do(req *Request) (*Response, error) {
	if req.URL == nil {
		req.closeBody()
		return nil, &url.Error{Op: urlErrorOp(req.Method), Err: errors.New("http: nil Request.URL")}
	}
	var deadline time.Time
	if c.Timeout > 0 {
		deadline = time.Now().Add(c.Timeout)
	}
	first, via := req, []*Request(nil)
	for {
		resp, late, err := send(req, c.transport(), deadline)
		if err != nil {
			if late {
				err = &timeoutError{err.Error() + " (Client.Timeout exceeded while awaiting headers)"}
			}
			return nil, &url.Error{Op: urlErrorOp(first.Method), URL: stripPassword(req.URL), Err: err}
		}
		via = append(via, req)
		method, withBody, ok := redirectBehavior(req.Method, resp, first)
		if !ok {
			return resp, nil
		}
		loc := resp.Header.Get("Location")
		if loc == "" {
			return resp, nil
		}
		next, err := redirected(req, first, loc, method, withBody)
		if err == nil {
			err = c.checkRedirect(next, via)
			if err == ErrUseLastResponse {
				return resp, nil
			}
		}
		resp.Body.Close()
		if err != nil {
			return resp, &url.Error{Op: urlErrorOp(first.Method), URL: loc, Err: err}
		}
		req = next
	}
}

// redirectBehavior says whether an answer sends the client elsewhere, and how it goes there.
func redirectBehavior(method string, resp *Response, first *Request) (next string, withBody, ok bool) {
	switch resp.StatusCode {
	case StatusMovedPermanently, StatusFound, StatusSeeOther:
		if method != "GET" && method != "HEAD" {
			method = "GET"
		}
		return method, false, true
	case StatusTemporaryRedirect, StatusPermanentRedirect:
		_, again := first.again()
		return method, true, again
	}
	return "", false, false
}

// redirected is the request to where an answer to req sends.
func redirected(req, first *Request, loc, method string, withBody bool) (*Request, error) {
	u, err := req.URL.Parse(loc)
	if err != nil {
		return nil, fmt.Errorf("failed to parse Location header %q: %v", loc, err)
	}
	next := &Request{Method: method, URL: u, Header: make(Header), ctx: first.ctx}
	elsewhere := first.URL.Hostname() != u.Hostname()
	for key, values := range first.Header {
		switch key {
		case "Authorization", "Www-Authenticate", "Cookie", "Cookie2", "Proxy-Authorization", "Proxy-Authenticate":
			if elsewhere {
				continue
			}
		case "Content-Encoding", "Content-Language", "Content-Location", "Content-Type":
			if !withBody {
				continue
			}
		}
		next.Header[key] = values
	}
	if req.URL.Scheme != "https" && first.Header.Get("Referer") == "" {
		next.Header.Set("Referer", stripUser(req.URL))
	}
	if withBody {
		next.Body, _ = first.again()
		next.ContentLength = first.ContentLength
	}
	return next, nil
}

func (c *Client) checkRedirect(req *Request, via []*Request) error {
	if c.CheckRedirect != nil {
		return c.CheckRedirect(req, via)
	}
	if len(via) >= 10 {
		return errors.New("stopped after 10 redirects")
	}
	return nil
}

// send sends one request, with a context that ends at the deadline if there is one. late: it was the deadline that
// ended it.
func send(req *Request, rt RoundTripper, deadline time.Time) (resp *Response, late bool, err error) {
	if req.RequestURI != "" {
		req.closeBody()
		return nil, false, errors.New("http: Request.RequestURI can't be set in client requests")
	}
	user := req.URL.User
	if user != nil && req.Header.Get("Authorization") != "" {
		user = nil
	}
	if !deadline.IsZero() || req.Header == nil || user != nil {
		other := *req
		req = &other
		if req.Header == nil {
			req.Header = make(Header)
		}
	}
	if user != nil {
		req.Header = req.Header.Clone()
		password, _ := user.Password()
		pair := base64.StdEncoding.EncodeToString([]byte(user.Username() + ":" + password))
		req.Header.Set("Authorization", "Basic "+pair)
	}
	ours := false // The client's timeout comes before the end of the request's context.
	var stop context.CancelFunc
	if !deadline.IsZero() {
		at, limited := req.Context().Deadline()
		if ours = !limited || deadline.Before(at); ours {
			req.ctx, stop = context.WithDeadline(req.Context(), deadline)
		}
	}
	resp, err = rt.RoundTrip(req)
	if err != nil {
		if ours {
			stop()
		}
		if resp != nil {
			log.Printf("RoundTripper returned a response & error; ignoring response")
		}
		return nil, ours && time.Now().After(deadline), err
	}
	if resp == nil {
		return nil, false, fmt.Errorf("http: RoundTripper implementation (%T) returned a nil *Response with a nil error", rt)
	}
	if resp.Body == nil {
		resp.Body = NoBody
	}
	if ours {
		resp.Body = &timedBody{body: resp.Body, stop: stop, deadline: deadline}
	}
	return resp, false, nil
}

// A timedBody is a body with the client's timeout, which it ends. An answer comes with its body, so that the timeout cannot
// come while that is on its way: left out is a server that goes on sending for too long.
type timedBody struct {
	body     io.ReadCloser
	stop     context.CancelFunc
	deadline time.Time
}

func (b *timedBody) Read(p []byte) (int, error) {
	n, err := b.body.Read(p)
	if err != nil && err != io.EOF && time.Now().After(b.deadline) {
		err = &timeoutError{err.Error() + " (Client.Timeout or context cancellation while reading body)"}
	}
	return n, err
}

func (b *timedBody) Close() error {
	err := b.body.Close()
	b.stop()
	return err
}

// urlErrorOp is a method as errors write it.
func urlErrorOp(method string) string {
	if method == "" {
		return "Get"
	}
	return method[:1] + strings.ToLower(method[1:])
}

func stripPassword(u *url.URL) string {
	if _, set := u.User.Password(); set {
		return strings.Replace(u.String(), u.User.String()+"@", u.User.Username()+":***@", 1)
	}
	return u.String()
}

func stripUser(u *url.URL) string {
	if u.User == nil {
		return u.String()
	}
	other := *u
	other.User = nil
	return other.String()
}
