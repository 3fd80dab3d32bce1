//! Packages os, os/signal, syscall, internal/stdio, internal/process and tidepool/lab.
//!
//! ```go
//! func write(fd int, s string)      // package os: 1 standard output, 2 standard error
//! func read(b []byte) int           // package os: standard input, 0 bytes are its end
//! func exit(code int)               // package os
//! func enter()                      // package os: the cost of a system call
//! func fileLimit() int              // package os
//! func opened(delta int)            // package os: so many descriptors more are in use
//! func Figures() (cpu, most, start int64) // package internal/process
//! func kill(name string)            // package syscall: sends SIGTERM and the like to the process itself
//! func die(name string)             // package os/signal: ends the process as an uncaught signal does
//! func enable(on bool)              // package os/signal: deliver signals to the program
//! func recv() string                // package os/signal: waits for a signal
//! func burn(nanos int64)            // package tidepool/lab: processor time
//! func alloc(n int)                 // package tidepool/lab: n bytes of garbage
//! ```

use super::{NativeCall, Table};
use crate::host::Stream;
use crate::interp::trap::Trap;
use crate::machine::Flow;
use crate::value::{MAX_LEN, Value};

/// Natives of package os and of those that stand for the outside.
pub const TABLE: Table = &[
    ("os.write", write, true),
    ("internal/stdio.write", write, true),
    ("os.read", read, true),
    ("internal/stdio.read", read, true),
    ("os.exit", exit, true),
    ("os.enter", enter, false),
    ("os.fileLimit", file_limit, false),
    ("os.opened", opened, false),
    ("internal/process.Figures", process_figures, true),
    ("syscall.kill", |c| signal(c, false), true),
    ("os/signal.die", |c| signal(c, true), true),
    ("os/signal.enable", enable, true),
    ("os/signal.recv", recv, true),
    ("tidepool/lab.burn", burn, true),
    ("tidepool/lab.alloc", alloc, false),
];

fn write(call: &mut NativeCall) -> Flow {
    call.charge(call.machine.costs().syscall);
    let stream = if call.arg(0).int() == 2 { Stream::Stderr } else { Stream::Stdout };
    let now = call.now();
    let text = call.machine.heap().str(call.machine.slot(call.g, call.at + 1).str());
    let bytes = text.len();
    call.host.write(now, stream, text);
    call.machine.count_output(bytes);
    Flow::Next
}

fn read(call: &mut NativeCall) -> Flow {
    call.charge(call.machine.costs().syscall);
    let room = call.arg(0).slice();
    let bytes = call.host.read(call.now(), room.len() as usize);
    let bytes = &bytes[..bytes.len().min(room.len() as usize)];
    let values: Vec<Value> = bytes.iter().map(|b| Value::Int((*b).into())).collect();
    call.machine.heap_mut().store_n(room.obj(), room.off(), &values);
    call.ret(Value::Int(values.len() as i64))
}

fn enter(call: &mut NativeCall) -> Flow {
    call.charge(call.machine.costs().syscall);
    Flow::Next
}

fn file_limit(call: &mut NativeCall) -> Flow {
    let files = call.machine.limits().files;
    call.ret(Value::Int(files.into()))
}

fn opened(call: &mut NativeCall) -> Flow {
    let delta = call.arg(0).int();
    call.machine.count_files(delta);
    Flow::Next
}

fn process_figures(call: &mut NativeCall) -> Flow {
    let times = call.machine.cpu_times(call.now());
    let (files, started) = (call.machine.limits().files, call.machine.started_unix());
    for (at, figure) in [times.total() - times.idle, files.into(), started].into_iter().enumerate() {
        call.set(at, Value::Int(figure as i64));
    }
    Flow::Next
}

fn signal(call: &mut NativeCall, fatal: bool) -> Flow {
    let name = String::from_utf8_lossy(call.str_arg(0)).into_owned();
    if fatal {
        call.machine.die_of_signal(&name);
    } else {
        let now = call.now();
        call.machine.signal(&name, now);
    }
    if call.machine.ended().is_some() { Flow::Switched } else { Flow::Next }
}

fn exit(call: &mut NativeCall) -> Flow {
    let code = call.arg(0).int() as i32;
    call.machine.exit(code);
    Flow::Switched
}

fn enable(call: &mut NativeCall) -> Flow {
    let on = call.arg(0).bool();
    call.machine.want_signals(on);
    Flow::Next
}

fn recv(call: &mut NativeCall) -> Flow {
    match call.machine.take_signal(call.p, call.g) {
        Ok(name) => call.ret(name),
        Err(flow) => flow,
    }
}

fn burn(call: &mut NativeCall) -> Flow {
    let ns = call.arg(0).int().max(0) as u64;
    call.machine.burn(call.g, ns);
    Flow::Next
}

fn alloc(call: &mut NativeCall) -> Flow {
    let bytes = call.arg(0).int().max(0) as u64;
    if bytes > MAX_LEN || call.machine.heap().lacks_room(bytes) {
        return Flow::Trap(Trap::NeedsRoom(bytes));
    }
    call.charge_alloc(bytes);
    call.machine.heap_mut().alloc_bytes(vec![0; bytes as usize].into());
    Flow::Next
}
