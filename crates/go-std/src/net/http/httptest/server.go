package httptest

import (
	"internal/netline"
	"net"
	"net/http"
)

// A Server listens on a free port of this host.
type Server struct {
	URL      string
	Listener net.Listener
	Config   *http.Server

	client *http.Client
	closed bool
}

// NewServer makes and starts one.
func NewServer(handler http.Handler) *Server {
	s := NewUnstartedServer(handler)
	s.Start()
	return s
}

// NewUnstartedServer makes one that serves after Start.
func NewUnstartedServer(handler http.Handler) *Server {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic("httptest: failed to listen on a port: " + err.Error())
	}
	return &Server{Listener: listener, Config: &http.Server{Handler: handler}}
}

// Start begins to serve.
func (s *Server) Start() {
	if s.URL != "" {
		panic("Server already started")
	}
	s.client = &http.Client{Transport: &http.Transport{}}
	s.URL = "http://" + s.Listener.Addr().String()
	go s.Config.Serve(s.Listener)
}

// Client is a client for this server, whose connections Close closes.
func (s *Server) Client() *http.Client { return s.client }

// Close stops listening, closes the connections that serve no request, and waits until the others are closed.
func (s *Server) Close() {
	if !s.closed {
		s.closed = true
		s.Listener.Close()
		s.Config.SetKeepAlivesEnabled(false)
	}
	if t, ok := http.DefaultTransport.(*http.Transport); ok {
		t.CloseIdleConnections()
	}
	if s.client != nil {
		s.client.CloseIdleConnections()
	}
	netline.Drain(netline.Number(s.Listener))
}

// CloseClientConnections closes all connections, also those in use. The server serves new ones.
func (s *Server) CloseClientConnections() { netline.CloseConns(netline.Number(s.Listener)) }
