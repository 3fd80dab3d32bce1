//! Commands on sorted sets.

use super::super::reply::Reply;
use super::super::store::Sorted;
use super::{Call, float, not_whole, syntax};

/// A score as Redis writes it: a whole number without a point.
fn score_text(score: f64) -> String {
    match score {
        _ if score.is_infinite() => if score > 0.0 { "inf" } else { "-inf" }.to_owned(),
        _ if score.fract() == 0.0 && score.abs() < 1e17 => format!("{}", score as i64),
        _ => score.to_string(),
    }
}

/// With `NX` or `XX`, and `CH`.
pub fn zadd(call: &mut Call<'_>) -> Result<Reply, Reply> {
    let (mut only, mut changed) = (None, false);
    let mut at = 1;
    loop {
        match () {
            () if call.is(at, "nx") && only != Some(true) => only = Some(false),
            () if call.is(at, "xx") && only != Some(false) => only = Some(true),
            () if call.is(at, "nx") || call.is(at, "xx") => {
                return Err(Reply::error("ERR XX and NX options at the same time are not compatible"));
            }
            () if call.is(at, "ch") => changed = true,
            () => break,
        }
        at += 1;
    }
    let pairs = &call.args[at.min(call.args.len())..];
    if pairs.is_empty() || pairs.len() % 2 == 1 {
        return Err(syntax());
    }
    let scores: Option<Vec<f64>> = pairs.chunks_exact(2).map(|pair| float(&pair[0])).collect();
    let scores = scores.ok_or_else(|| Reply::error("ERR value is not a valid float"))?;
    let sorted = call.store.sorted_mut(&call.args[0])?;
    let (mut new, mut moved) = (0, 0);
    for (pair, score) in pairs.chunks_exact(2).zip(scores) {
        let before = sorted.score(&pair[1]);
        if only.is_some_and(|wanted| wanted != before.is_some()) {
            continue;
        }
        new += i64::from(sorted.add(&pair[1], score));
        moved += i64::from(before.is_some_and(|before| before != score));
    }
    call.store.drop_if_empty(&call.args[0]);
    Ok(Reply::Int(if changed { new + moved } else { new }))
}

pub fn zcard(call: &mut Call<'_>) -> Result<Reply, Reply> {
    Ok(Reply::Int(call.store.sorted(call.key())?.map_or(0, Sorted::len) as i64))
}

pub fn zscore(call: &mut Call<'_>) -> Result<Reply, Reply> {
    let score = call.store.sorted(call.key())?.and_then(|sorted| sorted.score(&call.args[1]));
    Ok(score.map_or(Reply::Nil, |score| Reply::text(score_text(score))))
}

pub fn zrem(call: &mut Call<'_>) -> Result<Reply, Reply> {
    remove(call, call.args[1..].to_vec(), |_, members| members)
}

/// Removes members of a set, if there is one; how many there were.
fn remove<T>(call: &mut Call<'_>, of: T, members: fn(&Sorted, T) -> Vec<Vec<u8>>) -> Result<Reply, Reply> {
    let Some(sorted) = call.store.sorted(call.key())? else { return Ok(Reply::Int(0)) };
    let members = members(sorted, of);
    let sorted = call.store.sorted_mut(&call.args[0])?;
    let gone = members.iter().filter(|member| sorted.remove(member)).count();
    call.store.drop_if_empty(&call.args[0]);
    Ok(Reply::Int(gone as i64))
}

/// Bounds of scores: each with whether it belongs to the range itself.
#[derive(Clone, Copy)]
struct Scores([(f64, bool); 2]);

impl Scores {
    /// `(` before a number leaves it out.
    fn of(call: &Call<'_>) -> Result<Scores, Reply> {
        let bound = |text: &[u8]| match text.strip_prefix(b"(") {
            Some(number) => float(number).map(|number| (number, false)),
            None => float(text).map(|number| (number, true)),
        };
        match (bound(&call.args[1]), bound(&call.args[2])) {
            (Some(least), Some(most)) => Ok(Scores([least, most])),
            _ => Err(Reply::error("ERR min or max is not a float")),
        }
    }

    /// The members in the range, in order.
    fn of_set<'a>(&self, sorted: &'a Sorted) -> impl Iterator<Item = (&'a [u8], f64)> {
        let (scores, most) = (*self, self.0[1].0);
        let members = sorted.from(self.0[0].0).take_while(move |(_, score)| *score <= most);
        members.filter(move |(_, score)| scores.holds(*score))
    }

    fn holds(&self, score: f64) -> bool {
        let [(least, with_least), (most, with_most)] = self.0;
        (score > least || (with_least && score == least)) && (score < most || (with_most && score == most))
    }
}

pub fn zcount(call: &mut Call<'_>) -> Result<Reply, Reply> {
    let scores = Scores::of(call)?;
    let members = call.store.sorted(call.key())?.into_iter().flat_map(|sorted| scores.of_set(sorted));
    Ok(Reply::Int(members.count() as i64))
}

pub fn zremrangebyscore(call: &mut Call<'_>) -> Result<Reply, Reply> {
    let scores = Scores::of(call)?;
    remove(call, scores, |sorted, scores| scores.of_set(sorted).map(|(member, _)| member.to_vec()).collect())
}

pub fn zrangebyscore(call: &mut Call<'_>) -> Result<Reply, Reply> {
    let scores = Scores::of(call)?;
    let with = with_scores(call)?;
    let members = call.store.sorted(call.key())?.into_iter().flat_map(|sorted| scores.of_set(sorted));
    Ok(listed(members, with))
}

fn with_scores(call: &Call<'_>) -> Result<bool, Reply> {
    match call.args.len() {
        3 => Ok(false),
        _ if call.is(3, "withscores") => Ok(true),
        _ => Err(syntax()),
    }
}

fn listed<'a>(members: impl Iterator<Item = (&'a [u8], f64)>, with_scores: bool) -> Reply {
    let mut replies = Vec::new();
    for (member, score) in members {
        replies.push(Reply::text(member));
        if with_scores {
            replies.push(Reply::text(score_text(score)));
        }
    }
    Reply::List(replies)
}

/// Ranks from and to, negative ones from the end, as how many to leave out and how many to take.
fn ranks(call: &Call<'_>, length: usize) -> Result<(usize, usize), Reply> {
    let (Ok(from), Ok(to)) = (call.int(1), call.int(2)) else { return Err(not_whole()) };
    let length = length as i64;
    let from_start = |rank: i64| if rank < 0 { rank.saturating_add(length) } else { rank };
    let (from, to) = (from_start(from).max(0), from_start(to).min(length - 1));
    Ok((from as usize, (to - from + 1).max(0) as usize))
}

pub fn zrange(call: &mut Call<'_>, reverse: bool) -> Result<Reply, Reply> {
    let with = with_scores(call)?;
    let sorted = call.store.sorted(call.key())?;
    let (skip, take) = ranks(call, sorted.map_or(0, Sorted::len))?;
    let members = sorted.into_iter().flat_map(Sorted::iter);
    Ok(match reverse {
        true => listed(members.rev().skip(skip).take(take), with),
        false => listed(members.skip(skip).take(take), with),
    })
}

pub fn zremrangebyrank(call: &mut Call<'_>) -> Result<Reply, Reply> {
    let length = call.store.sorted(call.key())?.map_or(0, Sorted::len);
    let range = ranks(call, length)?;
    remove(call, range, |sorted, (skip, take)| {
        sorted.iter().skip(skip).take(take).map(|(member, _)| member.to_vec()).collect()
    })
}
