//! The run as a sentence.

use crate::{GoroutineGroup, Lang, PoolView, Stage, format_count, format_duration_ns, format_megabytes};

/// A `main` that has not come to rest by then is worth a word.
const BUSY_NS: u64 = 10_000_000;

/// So many pools are told of one by one, more of them together.
const POOLS_SAID: usize = 2;

/// So many goroutines in one place are worth a word.
const CROWD: u64 = 10;

/// What the stage shows, in one or two sentences.
pub fn caption(stage: &Stage, now_ns: u64, lang: Lang) -> String {
    let at = format_duration_ns(now_ns);
    let mut text = match stage.pools.first() {
        None if stage.database => {
            lang.pick(format!("At {at} no pool is open yet."), format!("{at}：连接池还没有打开。"))
        }
        None => service_sentence(stage, &at, lang),
        Some(pool) if stage.pools.len() == 1 => pool_sentence(pool, &at, lang),
        Some(_) if stage.pools.len() > POOLS_SAID => sum_sentence(stage, &at, lang),
        Some(_) => pools_sentence(stage, &at, lang),
    };
    if let Some(line) = busy_main(stage, now_ns) {
        text.push_str(&lang.pick(
            format!(" The function main is busy at line {line}."),
            format!("main 函数正忙于第 {line} 行。"),
        ));
    }
    let clients = &stage.clients;
    if clients.failed > 0 {
        let (failed, done) = (format_count(clients.failed), format_count(clients.completed));
        text.push_str(&lang.pick(
            format!(" So far {failed} requests have failed and {done} were answered."),
            format!("到现在 {failed} 个请求失败，{done} 个得到了回答。"),
        ));
    }
    if clients.abandoned > 0 {
        let n = format_count(clients.abandoned);
        text.push_str(&lang.pick(
            format!(" {n} handlers still work for clients that have left."),
            format!("还有 {n} 个处理函数在为已经离开的客户端干活。"),
        ));
    }
    text
}

/// The line at which `main` computes without a pause, lest an endless loop look like a lab that hangs.
fn busy_main(stage: &Stage, now_ns: u64) -> Option<u32> {
    let running = |group: &&GoroutineGroup| group.function == "main.main" && group.doing.starts_with("run");
    let found = stage.goroutines.iter().find(running).filter(|_| now_ns >= BUSY_NS);
    found.map(|group| group.line).filter(|&line| line > 0)
}

/// A service without a database: where its goroutines are, and what its collector costs.
fn service_sentence(stage: &Stage, at: &str, lang: Lang) -> String {
    let (goroutines, waiting) = (format_count(stage.goroutines_total), format_count(stage.clients.in_flight));
    let heap = format_megabytes(stage.memory.heap);
    let crowd = crowd(stage, lang);
    let (is, goroutine) =
        if stage.goroutines_total == 1 { ("is", "goroutine") } else { ("are", "goroutines") };
    let wait = if stage.clients.in_flight == 1 { "client waits" } else { "clients wait" };
    let mut text = lang.pick(
        format!("At {at} there {is} {goroutines} {goroutine}{crowd}, {waiting} {wait} for an answer, and the heap holds {heap} MB."),
        format!("{at}：有 {goroutines} 个 goroutine{crowd}，{waiting} 个客户端在等回答，堆里有 {heap} MB。"),
    );
    if stage.memory.percent >= 1.0 {
        let percent = format!("{:.0}", stage.memory.percent);
        text.push_str(&lang.pick(
            format!(" Garbage collection has taken {percent} % of the processors so far."),
            format!("到现在，垃圾回收占用了处理器时间的 {percent} %。"),
        ));
    }
    text
}

/// Where most of the goroutines are, if many of them are in one place.
fn crowd(stage: &Stage, lang: Lang) -> String {
    let Some(most) = stage.goroutines.iter().filter(|group| group.line > 0).max_by_key(|group| group.count)
    else {
        return String::new();
    };
    if most.count < CROWD || most.count * 2 < stage.goroutines_total {
        return String::new();
    }
    let (count, doing, line) = (format_count(most.count), &most.doing, most.line);
    lang.pick(
        format!(", {count} of them in \u{201c}{doing}\u{201d} at line {line}"),
        format!("（其中 {count} 个停在第 {line} 行，状态为 {doing}）"),
    )
}

fn pool_sentence(pool: &PoolView, at: &str, lang: Lang) -> String {
    let waiting = format_count(pool.waiting);
    let (in_use, max) = (pool.in_use, pool.max_open);
    let orphans = orphaned(pool);
    if max > 0 && orphans == max {
        return lang.pick(
            format!("At {at} all {max} connections have leaked: the work they were acquired for is over, nobody is left to give one back, and {waiting} requests wait."),
            format!("{at}：{max} 个连接全部泄漏：取得它们的工作已经结束，再没有谁会归还；{waiting} 个请求在等待。"),
        );
    }
    let leaked = match orphans {
        0 => String::new(),
        n => lang.pick(format!(", {n} of them leaked"), format!("，其中 {n} 个已经泄漏")),
    };
    if max > 0 && in_use == max && pool.waiting > 0 {
        let place = held_from(pool, lang);
        return lang.pick(
            format!("At {at} all {max} connections are in use{place}{leaked}; {waiting} requests wait."),
            format!("{at}：{max} 个连接全部占用{place}{leaked}；{waiting} 个请求在等待。"),
        );
    }
    let limit = if max > 0 { max.to_string() } else { lang.pick("no limit".into(), "不限".into()) };
    lang.pick(
        format!("At {at} {in_use} connections are in use{leaked}, {} idle (limit {limit}); {waiting} requests wait.", pool.idle),
        format!("{at}：{in_use} 个连接占用{leaked}，{} 个空闲（上限 {limit}）；{waiting} 个请求在等待。", pool.idle),
    )
}

/// Several pools: how full each of them is.
fn pools_sentence(stage: &Stage, at: &str, lang: Lang) -> String {
    let each = stage.pools.iter().map(|pool| {
        let (name, in_use, idle) = (&pool.name, pool.in_use, pool.idle);
        let waiting = format_count(pool.waiting);
        lang.pick(
            format!("{name} has {in_use} connections in use, {idle} idle, {waiting} waiting"),
            format!("{name} 占用 {in_use} 个连接，{idle} 个空闲，{waiting} 个在等待"),
        )
    });
    let each: Vec<String> = each.collect();
    lang.pick(format!("At {at} {}.", each.join("; ")), format!("{at}：{}。", each.join("；")))
}

/// Many pools: how full they are together.
fn sum_sentence(stage: &Stage, at: &str, lang: Lang) -> String {
    let sum = |of: fn(&PoolView) -> u64| format_count(stage.pools.iter().map(of).sum());
    let (pools, in_use, idle) = (stage.pools.len(), sum(|pool| pool.in_use), sum(|pool| pool.idle));
    let waiting = sum(|pool| pool.waiting);
    lang.pick(
        format!("At {at} {pools} pools have {in_use} connections in use, {idle} idle, {waiting} waiting."),
        format!("{at}：{pools} 个池共占用 {in_use} 个连接，{idle} 个空闲，{waiting} 个在等待。"),
    )
}

fn orphaned(pool: &PoolView) -> u64 {
    pool.slots.iter().filter(|s| s.holder.is_some_and(|h| h.orphaned)).count() as u64
}

/// The line from which most connections are held.
fn held_from(pool: &PoolView, lang: Lang) -> String {
    let mut counts = std::collections::BTreeMap::new();
    for holder in pool.slots.iter().filter_map(|s| s.holder).filter(|h| h.line > 0) {
        *counts.entry(holder.line).or_insert(0u64) += 1;
    }
    match counts.into_iter().max_by_key(|&(line, n)| (n, std::cmp::Reverse(line))) {
        Some((line, n)) if n == pool.in_use => {
            lang.pick(format!(", acquired at line {line}"), format!("（都在第 {line} 行取得）"))
        }
        Some((line, n)) => lang.pick(
            format!(", {n} of them acquired at line {line}"),
            format!("（其中 {n} 个在第 {line} 行取得）"),
        ),
        None => String::new(),
    }
}
