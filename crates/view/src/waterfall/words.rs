//! The words of a waterfall.

use tidepool_go_vm::machine::Wait;
use tidepool_sim::Simulation;
use tidepool_world::clients::Cause;
use tidepool_world::{Caller, HopFailure};

use super::facts::Call;
use super::{Outcome, Part};
use crate::Lang;

/// Functions of packages in which a goroutine is blocked, by how the names of the innermost or of the outermost one
/// begin, and what it waits for there.
const WAITS: [(&str, Part, &str, &str); 13] = [
    (
        "github.com/redis/go-redis/v9.(*pool).waitTurn",
        Part::Pool,
        "waits for a connection to Redis",
        "等 Redis 连接",
    ),
    ("github.com/redis/go-redis/v9.(*pool).dialOut", Part::Redis, "dials Redis", "连接 Redis"),
    (
        "github.com/redis/go-redis/v9.sleep",
        Part::Backoff,
        "the Redis client waits before it tries again",
        "Redis 客户端等着重试",
    ),
    (
        "net/http.(*Transport).getConn",
        Part::Pool,
        "waits for a connection of the HTTP client",
        "等 HTTP 客户端的连接",
    ),
    ("golang.org/x/time/rate.", Part::Blocked, "waits for the limiter", "等限流器"),
    ("net/http.(*Client).", Part::Blocked, "in the HTTP client", "在 HTTP 客户端里"),
    ("net/http.(*body", Part::Blocked, "reads the body of an answer", "读应答体"),
    ("database/sql.", Part::Blocked, "in database/sql", "在 database/sql 里"),
    ("sync.(*Mutex).", Part::Blocked, "waits for a mutex", "等互斥锁"),
    ("sync.(*RWMutex).", Part::Blocked, "waits for a mutex", "等互斥锁"),
    ("sync.(*WaitGroup).", Part::Blocked, "waits for other goroutines", "等别的 goroutine"),
    ("golang.org/x/sync/errgroup.", Part::Blocked, "waits for other goroutines", "等别的 goroutine"),
    ("golang.org/x/sync/semaphore.", Part::Blocked, "waits for a semaphore", "等信号量"),
];

pub(super) struct Words<'a> {
    pub lang: Lang,
    pub simulation: &'a Simulation,
}

impl Words<'_> {
    fn pick<'t>(&self, en: &'t str, zh: &'t str) -> &'t str {
        self.lang.pick(en, zh)
    }

    /// A text and the line of the listing that it is about.
    fn at_line(&self, text: &str, line: u32) -> String {
        match line {
            0 => text.to_owned(),
            line => self.lang.pick(format!("{text}, line {line}"), format!("{text}，第 {line} 行")),
        }
    }

    pub fn backoff(&self) -> &str {
        self.pick("waits before it tries again", "等着重试")
    }

    pub fn attempt(&self, number: usize, end: Option<(u64, Outcome)>) -> String {
        let outcome = end.map_or(Outcome::UnderWay, |(_, outcome)| outcome);
        let how = outcome.words(self.lang);
        self.lang.pick(format!("try {number}: {how}"), format!("第 {number} 次：{how}"))
    }

    pub fn there(&self) -> &str {
        self.pick("on the way there", "去的路上")
    }

    pub fn back(&self) -> &str {
        self.pick("on the way back", "回来的路上")
    }

    pub fn queue(&self) -> &str {
        self.pick("until a goroutine of the server takes it up", "等服务器的 goroutine 接手")
    }

    pub fn handler(&self, by: Caller, instance: Option<u32>) -> String {
        let pod = self.simulation.world().pods().and_then(|pods| pods.pod_of(by.process));
        let number = by.goroutine;
        match pod.filter(|_| instance.is_none()) {
            Some(pod) => self.lang.pick(
                format!("handler, pod {}, goroutine {number}", pod.number),
                format!("处理函数，pod {}，goroutine {number}", pod.number),
            ),
            None => self
                .lang
                .pick(format!("handler, goroutine {number}"), format!("处理函数，goroutine {number}")),
        }
    }

    pub fn instance(&self, pod: u32, failed: Option<HopFailure>) -> String {
        let zones = self.simulation.run().settings.network.as_ref().map_or(&[][..], |network| &network.zones);
        let zone = (pod as usize).checked_sub(1).and_then(|at| zones.get(at.checked_rem(zones.len())?));
        let mut label = format!("pod {pod}");
        if let Some(zone) = zone {
            label += &self.lang.pick(format!(" in zone {zone}"), format!("，{zone} 区"));
        }
        let why = match failed {
            None => return label,
            Some(HopFailure::Refused) => self.pick(": nobody listens", "：没人在听"),
            Some(HopFailure::Reset) => {
                self.pick(": connection closed before the answer", "：没等到应答，连接断了")
            }
            Some(HopFailure::Unreachable) => self.pick(": no connection in time", "：连不上"),
            Some(HopFailure::Silent) => self.pick(": no answer in time", "：等不到应答"),
        };
        label + why
    }

    pub fn for_nobody(&self) -> &str {
        self.pick("the server goes on, for nobody", "服务器还在干，没人等了")
    }

    pub fn ready(&self) -> &str {
        self.pick("waits for a processor", "等处理器")
    }

    pub fn runs(&self) -> &str {
        self.pick("runs", "运行")
    }

    pub fn ended(&self) -> &str {
        self.pick("has ended", "已经结束")
    }

    pub fn pool(&self, wait: &Wait) -> String {
        self.at_line(self.pick("waits for a connection of the pool", "等池里的连接"), wait.line)
    }

    pub fn lock(&self) -> &str {
        self.pick("waits for a lock", "等锁")
    }

    pub fn statement(&self, wait: &Wait, server: u64) -> String {
        let group = self.simulation.world().databases().replication().is_some();
        let text = match group {
            true => {
                self.lang.pick(format!("statement at mysql-{server}"), format!("语句，发给 mysql-{server}"))
            }
            false => self.pick("statement", "语句").to_owned(),
        };
        self.at_line(&text, wait.line)
    }

    pub fn statement_works(&self) -> &str {
        self.pick("the database works", "数据库在执行")
    }

    /// What else a goroutine waits for on a connection to a database.
    pub fn wire(&self, wait: &Wait) -> String {
        let text = match wait.native.rsplit('.').next().unwrap_or_default() {
            "NetConnect" => self.pick("dials the database", "连接数据库"),
            "NetRow" | "NetDrain" => self.pick("reads rows", "读取行"),
            _ => self.pick("statement", "语句"),
        };
        self.at_line(text, wait.line)
    }

    pub fn redis(&self, wait: &Wait) -> String {
        self.at_line("Redis", wait.line)
    }

    pub fn redis_there(&self) -> &str {
        self.pick("on the way there, and until the thread has time", "去的路上，加上等那个线程有空")
    }

    pub fn redis_works(&self) -> &str {
        self.pick("the command runs", "命令在执行")
    }

    fn service(&self, call: &Call) -> Option<&str> {
        let at = call.service.and_then(|(service, _)| usize::try_from(service).ok()?.checked_sub(1))?;
        self.simulation.run().settings.services.get(at).map(|service| service.id.as_str())
    }

    pub fn call(&self, call: &Call) -> String {
        let whom = self.service(call).unwrap_or(self.pick("another server", "另一个服务器"));
        match (call.status, call.to) {
            (Some(status), _) => {
                self.lang.pick(format!("call of {whom}: {status}"), format!("调用 {whom}：{status}"))
            }
            (None, Some(_)) => {
                self.lang.pick(format!("call of {whom}: given up"), format!("调用 {whom}：放弃了"))
            }
            (None, None) => self.lang.pick(format!("call of {whom}"), format!("调用 {whom}")),
        }
    }

    pub fn call_queue(&self, call: &Call) -> String {
        match self.service(call) {
            Some(whom) => {
                self.lang.pick(format!("waits for a worker of {whom}"), format!("等 {whom} 的工作者"))
            }
            None => self.queue().to_owned(),
        }
    }

    pub fn service_works(&self, call: &Call) -> String {
        let whom = self.service(call).unwrap_or(self.pick("the server", "服务器"));
        self.lang.pick(format!("{whom} works"), format!("{whom} 在干活"))
    }

    pub fn answer_read(&self) -> &str {
        self.pick("until the answer is read", "等读到应答")
    }

    pub fn beside(&self, goroutine: u64, line: u32) -> String {
        self.at_line(
            &self
                .lang
                .pick(format!("beside it: goroutine {goroutine}"), format!("旁边的 goroutine {goroutine}")),
            line,
        )
    }

    /// Whatever else a goroutine waits for.
    pub fn blocked(&self, wait: &Wait) -> (Part, String) {
        let is_in = |name: &str| wait.inside.starts_with(name) || wait.call.starts_with(name);
        if let Some((_, part, en, zh)) = WAITS.iter().find(|(name, ..)| is_in(name)) {
            return (*part, self.at_line(self.pick(en, zh), wait.line));
        }
        let text = match wait.call.as_str() {
            _ if wait.reason == "sleep" => self.pick("sleeps", "睡眠").to_owned(),
            "" => self.lang.pick(format!("waits: {}", wait.reason), format!("等待：{}", wait.reason)),
            call => self.lang.pick(
                format!("waits in {call}: {}", wait.reason),
                format!("在 {call} 里等待：{}", wait.reason),
            ),
        };
        (Part::Blocked, self.at_line(&text, wait.line))
    }

    /// Some stretches that are too short to be seen, and what they are mostly.
    pub fn brief(&self, count: usize, parts: &[(Part, u64)]) -> String {
        let mut parts: Vec<(Part, u64)> = parts.to_vec();
        parts.sort_by_key(|(part, time)| (std::cmp::Reverse(*time), *part));
        let names: Vec<&str> = parts.iter().take(2).map(|(part, _)| part.name(self.lang)).collect();
        let names = names.join(self.pick(", ", "、"));
        self.lang.pick(format!("{count} short stretches: {names}"), format!("{count} 小段：{names}"))
    }
}

impl Part {
    /// All of them, in the order in which a request meets most of them.
    pub const ALL: [Part; 11] = [
        Part::Backoff,
        Part::Network,
        Part::Queue,
        Part::Run,
        Part::Ready,
        Part::Pool,
        Part::Database,
        Part::Lock,
        Part::Redis,
        Part::Service,
        Part::Blocked,
    ];

    /// Its name for readers.
    pub fn name(self, lang: Lang) -> &'static str {
        let (en, zh) = match self {
            Part::Backoff => ("between tries", "两次之间"),
            Part::Network => ("network", "网络"),
            Part::Queue => ("not taken up yet", "等人接手"),
            Part::Run => ("running", "运行"),
            Part::Ready => ("waiting for a processor", "等处理器"),
            Part::Pool => ("waiting for a connection", "等连接"),
            Part::Database => ("database", "数据库"),
            Part::Lock => ("waiting for a lock", "等锁"),
            Part::Redis => ("Redis", "Redis"),
            Part::Service => ("services", "下游服务"),
            Part::Blocked => ("other waiting", "其他等待"),
        };
        lang.pick(en, zh)
    }

    /// Its name for programs and styles.
    pub fn id(self) -> &'static str {
        match self {
            Part::Backoff => "backoff",
            Part::Network => "network",
            Part::Queue => "queue",
            Part::Run => "run",
            Part::Ready => "ready",
            Part::Pool => "pool",
            Part::Database => "database",
            Part::Lock => "lock",
            Part::Redis => "redis",
            Part::Service => "service",
            Part::Blocked => "blocked",
        }
    }
}

impl Outcome {
    /// In a few words.
    pub fn words(self, lang: Lang) -> String {
        match self {
            Outcome::UnderWay => lang.pick("still under way", "还没结束").into(),
            Outcome::Completed(status) | Outcome::Failed(Cause::Status(status)) => {
                lang.pick(format!("status {status}"), format!("状态 {status}"))
            }
            Outcome::Failed(Cause::Timeout) => lang.pick("its client gave up", "客户端放弃了").into(),
            Outcome::Failed(Cause::Refused) => lang.pick("connection refused", "连接被拒绝").into(),
            Outcome::Failed(Cause::Reset) => {
                lang.pick("connection closed before the answer", "没等到应答，连接断了").into()
            }
        }
    }
}
