//! The page that Prometheus scrapes from the service. In a scenario with a `[scrape]` it is what the listing's own
//! handler has answered last. Of a listing without one it is what its libraries would say: pools, goroutines, requests.
//!
//! Names and labels are those of client_golang's collectors (`go_sql_*`, `go_goroutines`) and of HikariCP's own
//! exporter (`hikaricp_*`, `com.zaxxer.hikari.metrics.prometheus`).

use std::fmt::Write;

use tidepool_des::Duration;
use tidepool_scenario::ScrapeSettings;
use tidepool_sim::{PoolMetrics, Simulation};
use tidepool_world::PoolRef;

/// The page at this moment.
pub(crate) fn metrics_page(simulation: &Simulation) -> String {
    match &simulation.run().settings.scrape {
        Some(scrape) => scraped(simulation, scrape),
        None => composed(simulation),
    }
}

/// The last answer as a scraper has it: with the question, the time and the status. These say it without words, as the
/// page is read in both languages.
fn scraped(simulation: &Simulation, scrape: &ScrapeSettings) -> String {
    match simulation.scraped() {
        Some(heard) => {
            let at = Duration::from_nanos(heard.at);
            let body = String::from_utf8_lossy(&heard.body);
            format!("GET {} @ {at}: {}\n\n{body}", scrape.path, heard.status)
        }
        None => format!("GET {}: …\n", scrape.path),
    }
}

/// The page of libraries that report by themselves.
fn composed(simulation: &Simulation) -> String {
    let mut page = Page::default();
    let pools = simulation.world().pools().iter().zip(&simulation.metrics().pools);
    let (mut sql, mut hikari) = (Vec::new(), Vec::new());
    for ((_, pool), (name, metrics)) in pools {
        match pool.sql() {
            Some(_) => sql.push((pool, name.as_str(), metrics)),
            None => hikari.push((pool, pool.name().unwrap_or(name), metrics)),
        }
    }
    go_sql(&mut page, &sql);
    hikaricp(&mut page, &hikari);
    let goroutines = simulation.metrics().series.goroutines.value();
    page.family("go_goroutines", "gauge");
    page.sample("go_goroutines", "", goroutines as f64);
    requests(&mut page, simulation);
    page.text
}

/// A pool with its name and what it has done.
type Named<'a> = (PoolRef<'a>, &'a str, &'a PoolMetrics);

/// As `collectors.NewDBStatsCollector(db, name)` of client_golang reports `db.Stats()`.
fn go_sql(page: &mut Page, pools: &[Named]) {
    type Read = fn(&tidepool_world::sql::Stats) -> f64;
    let families: [(&str, &str, Read); 9] = [
        ("go_sql_max_open_connections", "gauge", |s| s.max_open as f64),
        ("go_sql_open_connections", "gauge", |s| s.open as f64),
        ("go_sql_in_use_connections", "gauge", |s| s.in_use as f64),
        ("go_sql_idle_connections", "gauge", |s| s.idle as f64),
        ("go_sql_wait_count_total", "counter", |s| s.wait_count as f64),
        ("go_sql_wait_duration_seconds_total", "counter", |s| s.wait_duration as f64 / 1e9),
        ("go_sql_max_idle_closed_total", "counter", |s| s.max_idle_closed as f64),
        ("go_sql_max_idle_time_closed_total", "counter", |s| s.max_idle_time_closed as f64),
        ("go_sql_max_lifetime_closed_total", "counter", |s| s.max_lifetime_closed as f64),
    ];
    for (family, kind, read) in families {
        for (at, (pool, name, _)) in pools.iter().enumerate() {
            if at == 0 {
                page.family(family, kind);
            }
            let stats = pool.sql().map(|pool| pool.stats()).unwrap_or_default();
            page.sample(family, &format!("db_name=\"{name}\""), read(&stats));
        }
    }
}

/// As HikariCP's `PrometheusMetricsTrackerFactory` reports its pools.
fn hikaricp(page: &mut Page, pools: &[Named]) {
    type Read = fn(&PoolRef) -> f64;
    let gauges: [(&str, Read); 6] = [
        ("hikaricp_active_connections", |pool| pool.in_use() as f64),
        ("hikaricp_idle_connections", |pool| pool.idle() as f64),
        ("hikaricp_pending_threads", |pool| pool.waiting() as f64),
        ("hikaricp_connections", |pool| pool.open() as f64),
        ("hikaricp_max_connections", |pool| pool.max() as f64),
        ("hikaricp_min_connections", |pool| pool.hikari().map_or(0.0, |pool| pool.min_idle() as f64)),
    ];
    for (family, read) in gauges {
        for (at, (pool, name, _)) in pools.iter().enumerate() {
            if at == 0 {
                page.family(family, "gauge");
            }
            page.sample(family, &format!("pool=\"{name}\""), read(pool));
        }
    }
    for (_, name, metrics) in pools {
        let label = format!("pool=\"{name}\"");
        page.family("hikaricp_connection_timeout_total", "counter");
        page.sample("hikaricp_connection_timeout_total", &label, metrics.totals.counters.waits_failed as f64);
        page.family("hikaricp_connection_acquired_nanos", "summary");
        page.sample("hikaricp_connection_acquired_nanos_sum", &label, metrics.totals.wait.sum_nanos() as f64);
        // Who has waited in vain is in both (PoolBase.recordBorrowTimeoutStats).
        let counters = &metrics.totals.counters;
        let asked = (counters.acquired + counters.waits_failed) as f64;
        page.sample("hikaricp_connection_acquired_nanos_count", &label, asked);
        page.family("hikaricp_connection_usage_millis", "summary");
        let used = metrics.totals.hold.sum_nanos() as f64 / 1e6;
        page.sample("hikaricp_connection_usage_millis_sum", &label, used);
        page.sample("hikaricp_connection_usage_millis_count", &label, metrics.totals.hold.count() as f64);
    }
}

/// Requests as most services count them: by status, or by what became of them without one.
fn requests(page: &mut Page, simulation: &Simulation) {
    if !simulation.has_clients() {
        return;
    }
    let requests = simulation.metrics().requests();
    page.family("http_requests_total", "counter");
    page.sample("http_requests_total", "code=\"200\"", requests.completed as f64);
    // A counter has the labels that it was counted with.
    for (code, count) in requests.by_status().filter(|(_, count)| *count > 0) {
        let code = code.map_or_else(|| "other".to_owned(), |code| code.to_string());
        page.sample("http_requests_total", &format!("code=\"{code}\""), count as f64);
    }
    page.family("http_requests_in_flight", "gauge");
    let abandoned = simulation.world().requests().filter(|(_, request)| !request.wanted).count() as u64;
    page.sample("http_requests_in_flight", "", (requests.unfinished() + abandoned) as f64);
}

/// A page in the text format.
#[derive(Default)]
struct Page {
    text: String,
}

impl Page {
    fn family(&mut self, name: &str, kind: &str) {
        let _ = writeln!(self.text, "# TYPE {name} {kind}");
    }

    fn sample(&mut self, name: &str, labels: &str, value: f64) {
        let _ = match labels {
            "" => writeln!(self.text, "{name} {value}"),
            labels => writeln!(self.text, "{name}{{{labels}}} {value}"),
        };
    }
}
