//! From settings to a world.

use tidepool_des::{Distribution, Duration, Seed};
use tidepool_go_vm::machine::Config;
use tidepool_scenario::{LoadKind, Settings};
use tidepool_world::World;
use tidepool_world::clients::{Arrivals, Clients, Endpoint};
use tidepool_world::mysql::{self, Dsn};

/// An empty world whose database servers behave as the settings say.
pub(crate) fn world(settings: &Settings, seed: Seed) -> World {
    World::new(seed, database(settings))
}

/// Instructions one process may execute unless told otherwise: an endless loop ends within a minute.
pub const STEPS_MAX: u64 = 4_000_000_000;

/// The machine's settings for runs of ours.
pub fn config() -> Config {
    let mut config = Config::default();
    config.limits.steps = STEPS_MAX;
    config
}

/// The settings are written in the words of a DSN; what cannot be read there keeps its default,
/// but [`Settings`] have been checked before.
fn database(settings: &Settings) -> mysql::Config {
    let query: Vec<String> = settings.database.iter().map(|(k, v)| format!("{k}={v}")).collect();
    let text = format!("app@tcp(db)/shop?{}", query.join("&"));
    Dsn::parse(&text, &mysql::Config::default()).map(|dsn| dsn.config).unwrap_or_default()
}

/// The clients, if there are any.
pub(crate) fn clients(settings: &Settings) -> Option<Clients> {
    let arrivals = match settings.load_kind {
        LoadKind::None => return None,
        LoadKind::Closed => Arrivals::Closed {
            users: settings.clients.into(),
            think: settings.think.clone(),
            ramp: settings.ramp,
        },
        LoadKind::Open => {
            let gap = Duration::from_nanos_f64(1e9 / settings.rate);
            Arrivals::Open { gap: Distribution::Exponential { mean: gap } }
        }
    };
    let mut clients = Clients::new(arrivals, Endpoint::get(settings.path.clone()));
    clients.timeout = (!settings.timeout.is_zero()).then_some(settings.timeout);
    clients.start = settings.start;
    Some(clients)
}
