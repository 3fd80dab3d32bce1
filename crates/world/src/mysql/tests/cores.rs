//! The curve by which running statements slow each other, against closed forms.

use tidepool_des::{Distribution, Duration, Queue, Seed, Time};

use crate::mysql::cores::Cores;

const MS: u64 = 1_000_000;

/// Work that begins at a time, as (start, work) in milliseconds.
type Job = (u64, u64);

/// When each job is over, in nanoseconds, by the events that the cores ask for.
fn ends(cores: &mut Cores, jobs: &[Job]) -> Vec<u64> {
    let mut queue = Queue::new();
    for (job, (start, _)) in jobs.iter().enumerate() {
        queue.schedule(Time::from_nanos(start * MS), Some(job));
    }
    let mut ends = vec![0; jobs.len()];
    while let Some((now, event)) = queue.pop() {
        match event {
            Some(job) => cores.start(now.as_nanos(), 0, job as u64, jobs[job].1 * MS),
            None => {
                for (_, job) in cores.ended(now.as_nanos()) {
                    ends[job as usize] = now.as_nanos();
                }
            }
        }
        if let Some(at) = cores.arm() {
            queue.schedule(Time::from_nanos(at), None);
        }
    }
    assert_eq!(cores.running(), 0, "every statement ends");
    ends
}

#[test]
fn up_to_the_cores_nobody_is_slowed() {
    let jobs = [(0, 5), (1, 7), (2, 1), (3, 5)];
    let alone: Vec<u64> = jobs.iter().map(|(start, work)| (start + work) * MS).collect();
    assert_eq!(ends(&mut Cores::new(3, 1.0), &jobs), alone);
}

#[test]
fn beyond_the_cores_all_share() {
    // Two on one core: the short one gets half of the first 2 ms, the long one what is left.
    assert_eq!(ends(&mut Cores::new(1, 0.0), &[(0, 1), (0, 3)]), [2 * MS, 4 * MS]);
    // One that comes later slows the first from then on.
    assert_eq!(ends(&mut Cores::new(1, 0.0), &[(0, 4), (2, 1)]), [5 * MS, 4 * MS]);
    // One beyond the core, at half a core each, all slowed by half once more.
    assert_eq!(ends(&mut Cores::new(1, 0.5), &[(0, 1), (0, 1)]), [3 * MS, 3 * MS]);
}

#[test]
fn no_work_takes_no_time() {
    assert_eq!(ends(&mut Cores::new(1, 1.0), &[(0, 0), (0, 0), (2, 0)]), [0, 0, 2 * MS]);
}

#[test]
fn what_is_broken_off_slows_nobody_any_more() {
    let mut cores = Cores::new(1, 0.0);
    cores.start(0, 1, 1, 2 * MS);
    cores.start(0, 2, 2, 4 * MS);
    assert_eq!(cores.arm(), Some(4 * MS));
    cores.stop(2 * MS, 1);
    // Until then the other got 1 ms of its four. The event of before is too early, but on its way.
    assert_eq!(cores.arm(), None);
    assert_eq!(cores.ended(4 * MS), []);
    assert_eq!(cores.arm(), Some(5 * MS));
    assert_eq!(cores.ended(5 * MS), [(2, 2)]);
    assert_eq!(cores.arm(), None);
}

/// `clients` statements always run; how many end in a second.
fn throughput(cores: u64, thrash: f64, clients: u64) -> f64 {
    let mut shared = Cores::new(cores, thrash);
    let work = |op: u64| (5 + op * 7 % 11) * MS;
    for op in 0..clients {
        shared.start(0, 0, op, work(op));
    }
    let mut next = clients;
    let mut queue = Queue::new();
    queue.schedule(Time::ZERO, ());
    let end = Time::from_nanos(60_000 * MS);
    while let Some((now, ())) = queue.pop_until(end) {
        for _ in shared.ended(now.as_nanos()) {
            shared.start(now.as_nanos(), 0, next, work(next));
            next += 1;
        }
        if let Some(at) = shared.arm() {
            queue.schedule(Time::from_nanos(at), ());
        }
    }
    (next - clients) as f64 / 60.0
}

#[test]
fn throughput_rises_to_the_cores_and_falls_behind_them() {
    let mean_work = 10e-3;
    for (cores, thrash, clients) in
        [(4, 0.0, 1), (4, 0.0, 4), (4, 0.0, 40), (4, 0.05, 4), (4, 0.05, 8), (4, 0.05, 40), (16, 0.02, 200)]
    {
        let busy = clients.min(cores) as f64;
        let beyond = (clients.max(cores) - cores) as f64;
        let theory = busy / mean_work / (1.0 + thrash * beyond);
        let seen = throughput(cores, thrash, clients);
        let off = (seen / theory - 1.0).abs();
        assert!(off < 0.005, "{clients} on {cores} cores, {thrash}: {seen}, but the curve says {theory}");
    }
}

/// Mean response in milliseconds of a station with one core, arrivals at random and this service.
fn mean_response(service: &Distribution, load: f64, seed: u64) -> f64 {
    let mean = service.mean().expect("a finite mean").as_nanos() as f64;
    let gap = Distribution::Exponential { mean: Duration::from_nanos_f64(mean / load) };
    let (mut gaps, works) = (Seed(seed).stream("gaps", 0), Seed(seed).keyed("works", 0));
    let mut cores = Cores::new(1, 0.0);
    let mut queue = Queue::new();
    let mut arrived = vec![Time::ZERO];
    let (warm_up, count) = (4_000, 24_000);
    let (mut sum, mut seen) = (0.0, 0.0);
    queue.schedule(Time::ZERO, true);
    while let Some((now, arrival)) = queue.pop() {
        if arrival {
            let op = arrived.len() as u64;
            cores.start(now.as_nanos(), 0, op, service.sample(&mut works.at(op)).as_nanos());
            arrived.push(now);
            if op < count {
                queue.schedule_after(gap.sample(&mut gaps), true);
            }
        }
        for (_, op) in cores.ended(now.as_nanos()) {
            if op > warm_up {
                sum += (now - arrived[op as usize]).as_millis_f64();
                seen += 1.0;
            }
        }
        if let Some(at) = cores.arm() {
            queue.schedule(Time::from_nanos(at), false);
        }
    }
    sum / seen
}

/// M/M/1 with processor sharing: the mean response is 1 / (μ - λ), and it depends on the mean of the service
/// alone, so that constant and very uneven work give the same.
#[test]
fn m_g_1_processor_sharing() {
    for (service, mean) in [("exp(10ms)", 10.0), ("10ms", 10.0), ("empirical(1ms:0.9,50ms:0.1)", 5.9)] {
        for load in [0.5, 0.8] {
            let service: Distribution = service.parse().expect("a distribution of this test");
            let figures: Vec<f64> = (0..24).map(|seed| mean_response(&service, load, seed)).collect();
            let count = figures.len() as f64;
            let seen = figures.iter().sum::<f64>() / count;
            let variance = figures.iter().map(|f| (f - seen) * (f - seen)).sum::<f64>() / (count - 1.0);
            let error = (variance / count).sqrt();
            let theory = 1.0 / (1.0 / mean - load / mean);
            assert!(error < 0.03 * theory, "{service} at {load}: {seen} ± {error} is too vague");
            assert!(
                (seen - theory).abs() < 3.3 * error,
                "{service} at {load}: {seen} ± {error}, not {theory}"
            );
        }
    }
}
