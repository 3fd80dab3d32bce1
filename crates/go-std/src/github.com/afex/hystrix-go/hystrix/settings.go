package hystrix

import (
	"sync"
	"time"
)

// What is usual; times in milliseconds.
var (
	// DefaultTimeout is how long a command may take.
	DefaultTimeout = 1000
	// DefaultMaxConcurrent is how many commands of one name may run at a time.
	DefaultMaxConcurrent = 10
	// DefaultVolumeThreshold is how many requests it takes before errors open a circuit.
	DefaultVolumeThreshold = 20
	// DefaultSleepWindow is how long an open circuit waits before it lets one request try.
	DefaultSleepWindow = 5000
	// DefaultErrorPercentThreshold is the share of errors, in percent, that opens a circuit.
	DefaultErrorPercentThreshold = 50
	// DefaultLogger says nothing.
	DefaultLogger = NoopLogger{}
)

// Settings are those that hold for a name.
type Settings struct {
	Timeout                time.Duration
	MaxConcurrentRequests  int
	RequestVolumeThreshold uint64
	SleepWindow            time.Duration
	ErrorPercentThreshold  int
}

// A CommandConfig is how a command shall behave; times in milliseconds. Zero stands for what is usual.
type CommandConfig struct {
	Timeout                int `json:"timeout"`
	MaxConcurrentRequests  int `json:"max_concurrent_requests"`
	RequestVolumeThreshold int `json:"request_volume_threshold"`
	SleepWindow            int `json:"sleep_window"`
	ErrorPercentThreshold  int `json:"error_percent_threshold"`
}

var (
	settingsMu sync.RWMutex
	settings   = map[string]*Settings{}
)

// Configure sets how several commands behave.
func Configure(cmds map[string]CommandConfig) {
	for name, config := range cmds {
		ConfigureCommand(name, config)
	}
}

// ConfigureCommand sets how a command behaves. How many may run at a time is looked at only once, by its first call.
func ConfigureCommand(name string, config CommandConfig) {
	settingsMu.Lock()
	defer settingsMu.Unlock()
	milliseconds := func(n, usual int) time.Duration { return time.Duration(or(n, usual)) * time.Millisecond }
	settings[name] = &Settings{
		Timeout:                milliseconds(config.Timeout, DefaultTimeout),
		MaxConcurrentRequests:  or(config.MaxConcurrentRequests, DefaultMaxConcurrent),
		RequestVolumeThreshold: uint64(or(config.RequestVolumeThreshold, DefaultVolumeThreshold)),
		SleepWindow:            milliseconds(config.SleepWindow, DefaultSleepWindow),
		ErrorPercentThreshold:  or(config.ErrorPercentThreshold, DefaultErrorPercentThreshold),
	}
}

func or(n, usual int) int {
	if n == 0 {
		return usual
	}
	return n
}

// of returns the settings of a name. What nobody has configured is as usual from the first time somebody asks.
func of(name string) *Settings {
	for {
		settingsMu.RLock()
		s := settings[name]
		settingsMu.RUnlock()
		if s != nil {
			return s
		}
		ConfigureCommand(name, CommandConfig{})
	}
}

// GetCircuitSettings returns the settings by name.
func GetCircuitSettings() map[string]*Settings {
	settingsMu.RLock()
	defer settingsMu.RUnlock()
	all := make(map[string]*Settings, len(settings))
	for name, s := range settings {
		all[name] = s
	}
	return all
}

type logger interface {
	Printf(format string, items ...interface{})
}

// NoopLogger says nothing.
type NoopLogger struct{}

// Printf does nothing.
func (l NoopLogger) Printf(format string, items ...interface{}) {}

var log logger = DefaultLogger

// SetLogger says who is told when circuits open and close.
func SetLogger(l logger) { log = l }
