package httptest

import (
	"context"
	"net"
	"net/http"
)

// A Server listens on a free port of this host.
type Server struct {
	URL      string
	Listener net.Listener
	Config   *http.Server

	client *http.Client
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

// Close stops listening and waits for all requests to end.
func (s *Server) Close() {
	if s.client != nil {
		s.client.CloseIdleConnections()
	}
	if t, ok := http.DefaultTransport.(*http.Transport); ok {
		t.CloseIdleConnections()
	}
	s.Config.Shutdown(context.Background())
}

// CloseClientConnections closes all connections, also those in use.
func (s *Server) CloseClientConnections() { s.Config.Close() }
