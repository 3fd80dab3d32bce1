//! A host without an outside: it keeps what is written and gives random numbers.

use tidepool_go_vm::host::{Border, CallSite, Host, HostFn, HostResult, RandomPurpose, Stream, Time};

#[derive(Default)]
pub struct TestHost {
    pub stdout: Vec<u8>,
    pub stderr: Vec<u8>,
    state: u64,
}

impl Host for TestHost {
    fn resolve(&mut self, _name: &str) -> Option<HostFn> {
        None
    }

    fn call(&mut self, _site: CallSite, _func: HostFn, _border: &mut Border) -> HostResult {
        HostResult::Unsupported("no outside".into())
    }

    fn write(&mut self, _now: Time, stream: Stream, bytes: &[u8]) {
        match stream {
            Stream::Stdout => self.stdout.extend_from_slice(bytes),
            Stream::Stderr => self.stderr.extend_from_slice(bytes),
        }
    }

    /// SplitMix64.
    fn random(&mut self, purpose: RandomPurpose) -> u64 {
        if purpose == RandomPurpose::HeapProfile {
            return 1;
        }
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn horizon(&self) -> Time {
        Time::MAX
    }
}
