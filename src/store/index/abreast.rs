//! Work that somebody waits for with a finger on a key, spread over the cores.

use std::num::NonZero;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// Threads at most: what they find has to be put together again.
const MOST: usize = 8;

/// Does pieces of work by their number, each once, in any order. What a thread finds it adds to something of its own, which
/// it begins with; returned is what each has. The first error ends it.
pub(super) fn abreast<T: Send, E: Send>(
    count: usize,
    begin: impl Fn() -> T + Sync,
    work: impl Fn(&mut T, usize) -> Result<(), E> + Sync,
) -> Result<Vec<T>, E> {
    let next = AtomicUsize::new(0);
    let one = || {
        let mut found = begin();
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            if number >= count {
                return Ok(found);
            }
            if let Err(error) = work(&mut found, number) {
                next.store(count, Ordering::Relaxed);
                return Err(error);
            }
        }
    };
    let threads = cores().min(MOST).min(count);
    if threads < 2 {
        return Ok(vec![one()?]);
    }
    thread::scope(|scope| {
        // A thread that cannot be had is no reason to fail: the others do its work.
        let start = |_| thread::Builder::new().name("lists".to_owned()).spawn_scoped(scope, one).ok();
        let others: Vec<_> = (1..threads).filter_map(start).collect();
        let mut all = vec![one()];
        for other in others {
            match other.join() {
                Ok(found) => all.push(found),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        all.into_iter().collect()
    })
}

/// Does pieces of work and returns what each has found, in their order.
pub(super) fn in_order<T: Send, E: Send>(
    count: usize,
    work: impl Fn(usize) -> Result<T, E> + Sync,
) -> Result<Vec<T>, E> {
    let put = |found: &mut Vec<(usize, T)>, number| {
        found.push((number, work(number)?));
        Ok(())
    };
    let mut all: Vec<(usize, T)> = abreast(count, Vec::new, put)?.into_iter().flatten().collect();
    all.sort_unstable_by_key(|(number, _)| *number);
    Ok(all.into_iter().map(|(_, found)| found).collect())
}

/// The cores there are. The system is asked once: it reads files to answer.
fn cores() -> usize {
    static CORES: OnceLock<usize> = OnceLock::new();
    *CORES.get_or_init(|| thread::available_parallelism().map_or(1, NonZero::get))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_piece_of_work_is_done_once_and_told_in_order() {
        for count in [0, 1, 2, 1000] {
            let all: Result<Vec<usize>, ()> = in_order(count, Ok);
            assert_eq!(all, Ok((0..count).collect()));
            let sums = abreast(
                count,
                || 0,
                |sum: &mut usize, number| -> Result<(), ()> {
                    *sum += number;
                    Ok(())
                },
            );
            assert_eq!(sums.unwrap().iter().sum::<usize>(), (0..count).sum::<usize>());
        }
    }

    #[test]
    fn an_error_ends_it() {
        let done = AtomicUsize::new(0);
        let work = |number| {
            done.fetch_add(1, Ordering::Relaxed);
            if number < 3 { Ok(number) } else { Err(number) }
        };
        assert!(in_order(100_000, work).is_err_and(|number| number >= 3));
        assert!(done.into_inner() < 100_000);
    }
}
