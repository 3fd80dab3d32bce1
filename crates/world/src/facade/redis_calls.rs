//! The native functions of package `github.com/redis/go-redis/v9`, by number.

use crate::effect::{Effects, Reply, Site};
use crate::natives::Native;
use crate::value::{Args, values};
use crate::world::World;

impl World {
    pub(crate) fn call_redis(
        &mut self,
        site: &Site,
        native: Native,
        args: &mut Args,
        out: &mut Effects,
    ) -> Option<Reply> {
        let redises = &mut self.redises;
        let results = match native {
            Native::RedisOpen => values![redises.open(site.now, args.text(), out)],
            Native::RedisSocket => values![redises.socket(site, args.id())],
            Native::RedisDial => return Some(redises.dial(site, args.id(), args.id(), out)),
            Native::RedisSend => {
                let (socket, words, most) = (args.id(), args.texts().to_vec(), args.id());
                let draws = self.http.command_draws(site.caller);
                return Some(redises.send(site, socket, words, most, draws, out));
            }
            Native::RedisAlive => values![redises.is_alive(args.id())],
            Native::RedisClose => {
                redises.close(args.id());
                values![]
            }
            _ => return None,
        };
        Some(Reply::Return(results))
    }
}
