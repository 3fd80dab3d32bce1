package hystrix

import (
	"fmt"
	"sync"
	"time"
)

// What a circuit has counted and whether it is open is the world's: the file natives.rs of the crate tidepool-world has
// the contracts.

func circuitNew() (circuit int64)
func circuitIsOpen(circuit, now, volume, percent int64) (open, opened bool)
func circuitTest(circuit, now, sleep int64) (allowed bool)
func circuitSucceed(circuit int64) (closed bool)
func circuitCount(circuit, now int64, failed bool)
func circuitReset(circuit int64)

// A CircuitBreaker decides for the commands of one name whether they may run.
type CircuitBreaker struct {
	Name string

	id      int64
	max     int
	tickets chan *ticket
	updates chan string   // first events of commands that have ended
	uses    chan struct{} // tickets that come back
}

// A ticket allows one command to run.
type ticket struct{ _ byte }

// updatesKept is how many ended commands may wait to be counted. More are not counted.
const updatesKept = 2000

var (
	circuitsMu sync.RWMutex
	circuits   = map[string]*CircuitBreaker{}
)

// GetCircuit returns the circuit of a name, and whether it is new.
func GetCircuit(name string) (*CircuitBreaker, bool, error) {
	circuitsMu.RLock()
	circuit := circuits[name]
	circuitsMu.RUnlock()
	if circuit != nil {
		return circuit, false, nil
	}
	circuitsMu.Lock()
	defer circuitsMu.Unlock()
	if circuit := circuits[name]; circuit != nil {
		return circuit, false, nil
	}
	circuits[name] = newCircuit(name)
	return circuits[name], true, nil
}

func newCircuit(name string) *CircuitBreaker {
	circuit := &CircuitBreaker{Name: name, id: circuitNew(), max: of(name).MaxConcurrentRequests}
	circuit.tickets = make(chan *ticket, circuit.max)
	for range circuit.max {
		circuit.tickets <- &ticket{}
	}
	circuit.updates = make(chan string, updatesKept)
	circuit.uses = make(chan struct{})
	go circuit.count()
	go circuit.countUses()
	return circuit
}

// Flush forgets all circuits.
func Flush() {
	circuitsMu.Lock()
	defer circuitsMu.Unlock()
	for name, circuit := range circuits {
		circuitReset(circuit.id)
		delete(circuits, name)
	}
}

// count counts commands that have ended, some time after they have.
func (circuit *CircuitBreaker) count() {
	for event := range circuit.updates {
		switch event {
		case "failure", "rejected", "short-circuit", "timeout":
			circuitCount(circuit.id, now(), true)
		default:
			circuitCount(circuit.id, now(), false)
		}
	}
}

// countUses takes note of tickets for a dashboard that is not here; whoever gives one back waits for it.
func (circuit *CircuitBreaker) countUses() {
	for range circuit.uses {
	}
}

func now() int64 { return time.Now().UnixNano() }

// IsOpen reports whether commands are not to be run; if too many have failed, it opens the circuit.
func (circuit *CircuitBreaker) IsOpen() bool {
	s := of(circuit.Name)
	open, opened := circuitIsOpen(circuit.id, now(), int64(s.RequestVolumeThreshold), int64(s.ErrorPercentThreshold))
	if opened {
		log.Printf("hystrix-go: opening circuit %v", circuit.Name)
	}
	return open
}

// AllowRequest reports whether a command may run. Of an open circuit it may once in each sleep window.
func (circuit *CircuitBreaker) AllowRequest() bool {
	if !circuit.IsOpen() {
		return true
	}
	allowed := circuitTest(circuit.id, now(), int64(of(circuit.Name).SleepWindow))
	if allowed {
		log.Printf("hystrix-go: allowing single test to possibly close circuit %v", circuit.Name)
	}
	return allowed
}

// ReportEvent tells how a command has ended. A success closes an open circuit, whenever the command began.
func (circuit *CircuitBreaker) ReportEvent(eventTypes []string, start time.Time, runDuration time.Duration) error {
	if len(eventTypes) == 0 {
		return fmt.Errorf("no event types sent for metrics")
	}
	if eventTypes[0] == "success" && circuitSucceed(circuit.id) {
		log.Printf("hystrix-go: closing circuit %v", circuit.Name)
	}
	select {
	case circuit.updates <- eventTypes[0]:
		return nil
	default:
		return CircuitError{Message: fmt.Sprintf("metrics channel (%v) is at capacity", circuit.Name)}
	}
}
