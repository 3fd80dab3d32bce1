//! Panels of connection pools and of the sessions behind them.

use tidepool_sim::{PoolMetrics, PoolSeries, Simulation};

use super::panel::{Panel, Role, blank, gauge, line, rate};
use crate::Lang;
use crate::stage::pool_names;

/// From here on a wait for a connection is worth an alarm, in milliseconds.
const WAIT_ALARM_MS: f64 = 500.0;

/// Connections and waiters, a panel for each pool; one for all pods together, and an empty one if none is open yet.
pub(super) fn pools(simulation: &Simulation, lang: Lang) -> Vec<Panel> {
    let title = lang.pick("Connections and waiters", "连接与等待者");
    let lines = |series: &PoolSeries| {
        vec![
            line(lang.pick("in use", "占用"), Role::InUse, gauge(&series.in_use)),
            line(lang.pick("idle", "空闲"), Role::Idle, gauge(&series.idle)),
            line(lang.pick("waiting", "等待"), Role::Waiting, gauge(&series.waiting)),
        ]
    };
    let pods = simulation.world().pods().is_some();
    if pods || simulation.metrics().pools.is_empty() {
        let lines = lines(&simulation.metrics().series.pool);
        // Of a pod that is gone the pool is, too.
        let limit: u64 = simulation.world().pools().iter().map(|(_, pool)| pool.max()).sum();
        let threshold = (limit > 0).then(|| (lang.pick("limit", "上限"), limit as f64));
        return vec![Panel {
            key: "pool".into(),
            title: title.into(),
            lines,
            threshold,
            ..blank(simulation)
        }];
    }
    let mut panels = each(simulation, "pool", title, lang, |pool| Panel {
        lines: lines(&pool.series),
        ..blank(simulation)
    });
    for (panel, (_, pool)) in panels.iter_mut().zip(simulation.world().pools().iter()) {
        let limit = Some(pool.max()).filter(|&limit| limit > 0);
        panel.threshold = limit.map(|n| (lang.pick("limit", "上限"), n as f64));
    }
    panels
}

/// The mean wait for a connection, a panel for each pool.
pub(super) fn waits(simulation: &Simulation, lang: Lang) -> Vec<Panel> {
    let title = lang.pick("Mean wait for a connection, ms (log scale)", "取连接的平均等待，毫秒（对数刻度）");
    each(simulation, "wait", title, lang, |metrics| Panel {
        lines: vec![line(lang.pick("wait", "等待"), Role::Waiting, mean_waits(metrics))],
        threshold: Some((lang.pick("alarm", "告警"), WAIT_ALARM_MS)),
        log: true,
        ..blank(simulation)
    })
}

/// A panel for each pool, called by its name if there are several.
fn each(
    simulation: &Simulation,
    key: &'static str,
    title: &'static str,
    lang: Lang,
    panel: impl Fn(&PoolMetrics) -> Panel,
) -> Vec<Panel> {
    let pools = &simulation.metrics().pools;
    if let [(_, only)] = pools.as_slice() {
        return vec![Panel { key: key.into(), title: title.into(), ..panel(only) }];
    }
    let panels = pools.iter().zip(pool_names(simulation)).map(|((name, metrics), shown)| {
        let title = lang.pick(format!("{shown}: {title}"), format!("{shown}：{title}"));
        Panel { key: format!("{key}-{name}").into(), title: title.into(), ..panel(metrics) }
    });
    panels.collect()
}

/// The mean wait of those who asked, by time; none where nobody asked or nobody waited.
fn mean_waits(metrics: &PoolMetrics) -> Vec<(f64, Option<f64>)> {
    let middle = metrics.waited.width().as_secs_f64() / 2.0;
    let pairs = metrics.waited.buckets().zip(metrics.acquires.buckets());
    let points = pairs.map(|(waited, acquires)| {
        let mean = waited.count as f64 / acquires.count.max(1) as f64 / 1e6;
        (waited.start.as_secs_f64() + middle, Some(mean).filter(|mean| *mean > 0.0))
    });
    points.collect()
}

/// Connections closed as idle or old, a panel for each pool.
pub(super) fn retired(simulation: &Simulation, lang: Lang) -> Vec<Panel> {
    let title = lang.pick("Idle or old connections closed per second", "每秒回收的空闲或到期连接");
    each(simulation, "retired", title, lang, |metrics| Panel {
        lines: vec![line(lang.pick("closed", "回收"), Role::Idle, rate(&metrics.retired))],
        ..blank(simulation)
    })
}

/// Sessions of the database servers.
pub(super) fn sessions(simulation: &Simulation, lang: Lang) -> Panel {
    let series = &simulation.metrics().series.sessions;
    let limit = simulation.world().databases().max_connections();
    Panel {
        key: "sessions".into(),
        title: lang.pick("Sessions of the database server", "数据库服务器的会话").into(),
        lines: vec![line(lang.pick("sessions", "会话"), Role::InUse, gauge(series))],
        threshold: Some((lang.pick("max_connections", "max_connections"), limit as f64)),
        ..blank(simulation)
    }
}
